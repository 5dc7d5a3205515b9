import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ulid } from 'ulid'
import { z } from 'zod'
import { DebriefError } from '../../contract/errors.ts'
import { diskError, readError } from './diskError.ts'
import { ensureFolder, syncFolder, tempPath, writeAndSync } from './durableWrite.ts'
import { errorName, type FileSystem, unlessMissing } from './fileSystem.ts'

/** `debrief.json`: what makes a folder a library. Written once and never changed by this version. */
const libraryHeader = z.object({
  format: z.literal('debrief'),
  version: z.int().positive(),
  /** Names folders in local app data, so it must be harmless as one. */
  libraryId: z.string().regex(/^[0-9a-z]{26}$/),
})
export type LibraryHeader = z.infer<typeof libraryHeader>

export const LIBRARY_VERSION = 1
export const HEADER_FILE = 'debrief.json'

const readPausesMs = [20, 40, 80, 160, 320]

export interface HeaderOptions {
  /** Absolute path of the library folder. */
  readonly dir: string
  /** Makes the folder a library where it is none yet. */
  readonly create?: boolean
  readonly wait?: (ms: number) => Promise<unknown>
}

/**
 * Reads the library's header, or creates it. Two processes that create at once end with the same one.
 * @throws DebriefError library.notFound, library.unreadable (the file is left as it is), disk.full, disk.failed
 */
export async function openHeader(fs: FileSystem, options: HeaderOptions): Promise<LibraryHeader> {
  const file = join(options.dir, HEADER_FILE)
  const found = await readPatiently(fs, file, options.wait ?? pause)
  if (found) return found
  if (!options.create) {
    throw new DebriefError(
      'library.notFound',
      `There is no Debrief library in ${options.dir}. Nothing was changed. Choose another folder, or make a new library there.`,
      { subject: options.dir },
    )
  }
  if (await holdsRecords(fs, options.dir))
    throw unreadable(file, 'it is missing beside the records it belongs to')
  await ensureFolder(fs, options.dir)
  await createOnce(fs, file)
  const made = await readPatiently(fs, file, options.wait ?? pause)
  if (!made) throw unreadable(file, 'it vanished right after it was made')
  return made
}

/** Whether the library folder is there now; a drive may be unplugged and a share may be cut off. */
export async function isThere(fs: FileSystem, dir: string): Promise<boolean> {
  try {
    return (await unlessMissing(fs.stamp(join(dir, HEADER_FILE)))) !== undefined
  } catch (error) {
    // Whatever the reason, nothing can be read there now.
    if (errorName(error) !== undefined) return false
    throw error
  }
}

/** A folder that a sync tool is still filling must not become a second library with another id. */
async function holdsRecords(fs: FileSystem, dir: string): Promise<boolean> {
  try {
    const entries = (await unlessMissing(fs.list(join(dir, 'catalog')))) ?? []
    return entries.some(entry => /^[0-9a-z]{26}\.json$/.test(entry.name))
  } catch (error) {
    throw readError(error, dir)
  }
}

/** The first of several creators wins: a link, unlike a rename, never replaces what is there. */
async function createOnce(fs: FileSystem, file: string): Promise<void> {
  const header: LibraryHeader = {
    format: 'debrief',
    version: LIBRARY_VERSION,
    libraryId: ulid().toLowerCase(),
  }
  const bytes = Buffer.from(`${JSON.stringify(header)}\n`, 'utf8')
  const temp = tempPath(file)
  try {
    await writeAndSync(fs, temp, bytes, 0o644)
    try {
      await fs.link(temp, file)
    } catch (error) {
      if (errorName(error) !== 'EEXIST') await createWithoutLinks(fs, file, bytes)
    } finally {
      await fs.remove(temp)
    }
    await syncFolder(fs, dirname(file))
  } catch (error) {
    throw diskError(error, file)
  }
}

/** USB sticks (FAT, exFAT) and some network drives have no links; readers wait for the rest of the bytes there. */
async function createWithoutLinks(fs: FileSystem, file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeAndSync(fs, file, bytes, 0o644)
  } catch (error) {
    if (errorName(error) !== 'EEXIST') throw error
  }
}

async function readPatiently(
  fs: FileSystem,
  file: string,
  wait: (ms: number) => Promise<unknown>,
): Promise<LibraryHeader | undefined> {
  for (const pauseMs of readPausesMs) {
    const outcome = await readHeader(fs, file)
    if (!('problem' in outcome)) return outcome.header
    await wait(pauseMs)
  }
  const outcome = await readHeader(fs, file)
  if ('problem' in outcome) throw unreadable(file, outcome.problem)
  return outcome.header
}

async function readHeader(
  fs: FileSystem,
  file: string,
): Promise<{ header: LibraryHeader | undefined } | { problem: string }> {
  try {
    const bytes = await unlessMissing(fs.read(file))
    if (bytes === undefined) return { header: undefined }
    const parsed = libraryHeader.safeParse(JSON.parse(bytes.toString('utf8')))
    return parsed.success ? { header: parsed.data } : { problem: 'its content is not that of a library' }
  } catch (error) {
    return { problem: errorName(error) ?? 'it is cut off or damaged' }
  }
}

function unreadable(file: string, problem: string): DebriefError {
  return new DebriefError(
    'library.unreadable',
    `The library cannot be opened, because ${file} cannot be read: ${problem}. Nothing was changed. If a sync tool is still copying the folder, wait until it has finished; otherwise put this file back from a backup.`,
    { subject: file },
  )
}
