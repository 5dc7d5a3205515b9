import { opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { RelinkResult } from '../../contract/api/lessons.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { MediaIdentity, RecordingId } from '../../contract/records/recording.ts'
import type { JobContext } from '../jobs/jobs.types.ts'
import { errorName } from '../library/fileSystem.ts'
import { identify } from '../media/identity.ts'

/** A recording, or one file of a joined one, that is looked for. */
export interface Wanted {
  /** Under which its place is remembered. */
  readonly key: RecordingId
  readonly identity: MediaIdentity
}

/** The system's own folders, in which nobody keeps lessons, and links that could lead round in circles, are left out. */
const skipped = new Set(['node_modules', 'System Volume Information', '$RECYCLE.BIN', 'proc', 'sys'])
/** News of where the search is come no oftener than after so many files. */
const newsEvery = 200

/** The files in a folder and below; what cannot be read is passed over, because a drive always has some. */
async function* filesIn(dir: string, signal: AbortSignal): AsyncGenerator<string> {
  const folders: string[] = []
  try {
    for await (const entry of await opendir(dir)) {
      signal.throwIfAborted()
      const path = join(dir, entry.name)
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path)
      else if (entry.isFile()) yield path
    }
  } catch (error) {
    signal.throwIfAborted()
    if (errorName(error) === undefined) throw error
  }
  for (const folder of folders) yield* filesIn(folder, signal)
}

/**
 * Looks for recordings in a folder or on a drive: by size first, which costs nothing, then by what is in them; never by name.
 * @param found told of each place
 * @throws DebriefError input.invalid where there is no such folder, cancelled
 */
export async function relinkFolder(
  dir: string,
  wanted: readonly Wanted[],
  { signal, report }: Pick<JobContext, 'signal' | 'report'>,
  found: (key: RecordingId, file: string) => Promise<void>,
): Promise<RelinkResult> {
  const there = await stat(dir).catch(() => undefined)
  if (!there?.isDirectory())
    throw new DebriefError(
      'input.invalid',
      `There is no folder ${dir}. Choose another, or connect its drive.`,
      {
        subject: dir,
      },
    )
  let left = [...wanted]
  let looked = 0
  for await (const file of filesIn(dir, signal)) {
    if (left.length === 0) break
    looked += 1
    if (looked % newsEvery === 1) report({ note: basename(file), progress: 1 - left.length / wanted.length })
    // Gone or unreadable by now: it is not what is looked for.
    const size = (await stat(file).catch(() => undefined))?.size
    const alike = left.filter(({ identity }) => identity.sizeBytes === size)
    if (alike.length === 0) continue
    const identity = await identify(file).catch(() => undefined)
    for (const { key, identity: own } of alike) {
      if (own.hash !== identity?.hash) continue
      await found(key, file)
      left = left.filter(each => each.key !== key)
    }
  }
  return { found: wanted.length - left.length, stillMissing: left.length }
}
