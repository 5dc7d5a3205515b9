import { readdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { DebriefError } from '../../../contract/errors.ts'
import { errorName } from '../../library/fileSystem.ts'
import { looksLikeRecording } from '../../media/extensions.ts'

/** A file to import, or why there is none where one was named. */
export type NamedFile = { readonly file: string } | { readonly file: string; readonly refusal: DebriefError }

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

function folderRefused(dir: string, error: unknown): NamedFile {
  const name = errorName(error) ?? String(error)
  const refusal =
    name === 'EACCES' || name === 'EPERM'
      ? new DebriefError(
          'media.noPermission',
          `The system does not let Debrief look into ${dir}. Nothing in it was imported; change its permissions, or copy the recordings elsewhere.`,
          { subject: dir },
          error,
        )
      : new DebriefError(
          'media.missing',
          `The folder ${dir} could not be read (${name}). Nothing in it was imported; connect the drive again and try once more.`,
          { subject: dir },
          error,
        )
  return { file: dir, refusal }
}

/** Recordings in a folder and below, by name; hidden ones left out. `seen` keeps links from leading round in circles. */
async function inFolder(dir: string, seen: Set<string>, signal: AbortSignal): Promise<NamedFile[]> {
  signal.throwIfAborted()
  try {
    const real = await realpath(dir)
    if (seen.has(real)) return []
    seen.add(real)
    const entries = await readdir(dir, { withFileTypes: true })
    const found: NamedFile[] = []
    for (const entry of entries.sort((a, b) => byName.compare(a.name, b.name))) {
      if (/^[.$~]/.test(entry.name)) continue
      const path = join(dir, entry.name)
      if (entry.isDirectory()) found.push(...(await inFolder(path, seen, signal)))
      else if ((entry.isFile() || entry.isSymbolicLink()) && looksLikeRecording(entry.name))
        found.push({ file: path })
    }
    return found
  } catch (error) {
    signal.throwIfAborted()
    return [folderRefused(dir, error)]
  }
}

/**
 * The files that someone means by naming files and folders. A named file is always tried, whatever it is called; folders are
 * searched for what is called like a recording. Each file once, in the order in which they were named.
 */
export async function recordingFiles(named: readonly string[], signal: AbortSignal): Promise<NamedFile[]> {
  const found: NamedFile[] = []
  const seen = new Set<string>()
  for (const path of named) {
    if (!isAbsolute(path)) {
      const words = `“${path}” is not a whole path. Nothing was imported from there; name the file with its folder.`
      found.push({ file: path, refusal: new DebriefError('input.invalid', words, { subject: path }) })
      continue
    }
    const file = resolve(path)
    const isFolder = await stat(file).then(
      stats => stats.isDirectory(),
      // Whether it is missing or forbidden is told by whoever reads the file next.
      () => false,
    )
    if (!isFolder) {
      found.push({ file })
      continue
    }
    const inside = await inFolder(file, seen, signal)
    if (inside.length > 0) found.push(...inside)
    else
      found.push({
        file,
        refusal: new DebriefError(
          'media.notRecording',
          `There is no recording in the folder ${file}. Choose another folder, or name the files themselves.`,
          { subject: file },
        ),
      })
  }
  const firsts = new Map<string, NamedFile>()
  for (const each of found) if (!firsts.has(each.file)) firsts.set(each.file, each)
  return [...firsts.values()]
}
