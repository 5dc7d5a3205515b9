import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { diskError } from './diskError.ts'
import { errorName, type FileSystem, unlessMissing } from './fileSystem.ts'

/** Windows refuses a rename while a virus scanner or a sync tool has the file open; that passes within moments. */
const busyNames: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY'])
const renamePausesMs = [5, 10, 20, 40, 80, 160, 320]
/** What systems answer that cannot sync a folder at all. */
const noFolderSync: ReadonlySet<string> = new Set(['EISDIR', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** Marks the temporary files of this process, so that a sweep leaves those alone that are being written. */
const processMark = randomBytes(6).toString('hex')
let tempCount = 0

export interface DurableOptions {
  readonly mode?: number
  /** Waits between tries of a refused rename; tests pass one that does not. */
  readonly wait?: (ms: number) => Promise<unknown>
}

/** A name beside `path` that no reader takes for a writer file: hidden, and not ending in `.json`. */
export function tempPath(path: string): string {
  tempCount += 1
  return join(dirname(path), `.${basename(path)}.${processMark}-${tempCount}.tmp`)
}

/** Removes what our own writers' interrupted saves left behind in a folder. */
export async function sweepLeftOvers(
  fs: FileSystem,
  folder: string,
  names: readonly string[],
  isOurs: (file: string) => boolean,
): Promise<void> {
  for (const name of names) {
    const target = /^\.([0-9a-z]{26}\.json)\./.exec(name)?.[1]
    if (target === undefined || !isOurs(target) || !isLeftOver(name, target)) continue
    await unlessMissing(fs.remove(join(folder, name)))
  }
}

/** Whether `name` is a temporary file that an ended process left while it wrote `target`. */
function isLeftOver(name: string, target: string): boolean {
  return name.startsWith(`.${target}.`) && name.endsWith('.tmp') && !name.includes(`.${processMark}-`)
}

/**
 * Puts `bytes` at `path` so that after any crash or power cut the old or the new content is there, whole. Resolves only
 * when the new content is on the disk: unique temporary file, whole buffer, fsync, rename, fsync of the folder.
 * @throws DebriefError disk.full, disk.failed; the temporary file is gone then
 */
export async function writeDurably(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  options: DurableOptions = {},
): Promise<void> {
  const temp = tempPath(path)
  let placed = false
  try {
    await writeAndSync(fs, temp, bytes, options.mode ?? 0o644)
    await renamePatiently(fs, temp, path, options.wait ?? pause)
    placed = true
    await syncFolder(fs, dirname(path))
  } catch (error) {
    const failure = diskError(error, path)
    if (!placed) await removeTemp(fs, temp, failure)
    throw failure
  }
}

/** Creates `path` with `bytes` and brings them to the disk. @throws the system's error */
export function writeAndSync(fs: FileSystem, path: string, bytes: Uint8Array, mode: number): Promise<void> {
  return writeNew(fs, path, bytes, mode, true)
}

/** Creates `path` with `bytes`, which a power cut may take away. @throws the system's error */
export function writeWhole(fs: FileSystem, path: string, bytes: Uint8Array, mode: number): Promise<void> {
  return writeNew(fs, path, bytes, mode, false)
}

async function writeNew(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  mode: number,
  durably: boolean,
): Promise<void> {
  const file = await fs.create(path, mode)
  try {
    let offset = 0
    while (offset < bytes.length) {
      const taken = await file.write(bytes, offset)
      if (taken <= 0) throw Object.assign(new Error('the disk takes no more bytes'), { code: 'ENOSPC' })
      offset += taken
    }
    if (durably) await file.sync()
  } finally {
    await file.close()
  }
}

async function renamePatiently(
  fs: FileSystem,
  from: string,
  to: string,
  wait: (ms: number) => Promise<unknown>,
): Promise<void> {
  for (const pauseMs of renamePausesMs) {
    try {
      return await fs.rename(from, to)
    } catch (error) {
      if (!busyNames.has(errorName(error) ?? '')) throw error
      await wait(pauseMs)
    }
  }
  return await fs.rename(from, to)
}

/** Makes names created or renamed in the folder survive a power cut, where the system can do that. */
export async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  // Windows neither opens folders for that nor needs it: NTFS journals its names.
  if (process.platform === 'win32') return
  try {
    const handle = await fs.openFolder(folder)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!noFolderSync.has(errorName(error) ?? '')) throw error
  }
}

async function removeTemp(fs: FileSystem, temp: string, failure: Error): Promise<void> {
  try {
    await unlessMissing(fs.remove(temp))
  } catch (error) {
    // The save's own failure is what people must hear; the left-over is swept when the library is opened next.
    failure.cause = new AggregateError([failure.cause, error])
  }
}

/** Folders this process made whose names may not be on the disk yet, because the sync after it failed. */
const unsyncedFolders = new WeakMap<FileSystem, Set<string>>()

/**
 * Makes the folder and those above it, each durably.
 * @throws DebriefError disk.full, disk.failed
 */
export async function ensureFolder(fs: FileSystem, folder: string, mode = 0o755): Promise<void> {
  const unsynced = unsyncedFolders.get(fs) ?? new Set<string>()
  unsyncedFolders.set(fs, unsynced)
  try {
    await makeFolders(fs, folder, mode, unsynced)
    for (let above = folder; unsynced.size > 0 && above !== dirname(above); above = dirname(above)) {
      if (unsynced.has(above)) await syncFolder(fs, dirname(above))
      unsynced.delete(above)
    }
  } catch (error) {
    throw diskError(error, folder)
  }
}

async function makeFolders(
  fs: FileSystem,
  folder: string,
  mode: number,
  unsynced: Set<string>,
): Promise<void> {
  try {
    await fs.makeFolder(folder, mode)
    unsynced.add(folder)
  } catch (error) {
    const name = errorName(error)
    if (name === 'EEXIST') return
    const parent = dirname(folder)
    if (name !== 'ENOENT' || parent === folder) {
      if (await isFolder(fs, folder)) return
      throw error
    }
    await makeFolders(fs, parent, mode, unsynced)
    await makeFolders(fs, folder, mode, unsynced)
  }
}

/** Network drives answer `EIO` and the like where another machine made the folder a moment before. */
async function isFolder(fs: FileSystem, path: string): Promise<boolean> {
  try {
    await fs.list(path)
    return true
  } catch (error) {
    // Why it could not be made tells people more than why it cannot be listed.
    if (errorName(error) === undefined) throw error
    return false
  }
}
