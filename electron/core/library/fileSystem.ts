import { readFile } from 'node:fs'
import { access, constants, link, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { promisify } from 'node:util'

/** Tells whether a file changed since it was read. */
export interface FileStamp {
  readonly mtimeNs: bigint
  readonly size: bigint
  readonly ino: bigint
}

export interface FolderEntry {
  readonly name: string
  readonly folder: boolean
}

export interface OpenFile {
  /** @returns how many bytes were taken, which may be fewer than offered */
  write(bytes: Uint8Array, offset: number): Promise<number>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The few file calls the record store makes, so that tests can make each of them fail, lie or be the last. */
export interface FileSystem {
  /** Fails with EEXIST where the name is taken. */
  create(path: string, mode: number): Promise<OpenFile>
  openFolder(path: string): Promise<Omit<OpenFile, 'write'>>
  read(path: string): Promise<Buffer>
  list(path: string): Promise<readonly FolderEntry[]>
  stamp(path: string): Promise<FileStamp>
  makeFolder(path: string, mode: number): Promise<void>
  rename(from: string, to: string): Promise<void>
  link(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Fails where the system says this process may not write there. */
  mayWrite(path: string): Promise<void>
}

export const nodeFileSystem: FileSystem = {
  async create(path, mode) {
    const handle = await open(path, 'wx', mode)
    return {
      write: async (bytes, offset) => (await handle.write(bytes, offset)).bytesWritten,
      sync: () => handle.sync(),
      close: () => handle.close(),
    }
  },
  async openFolder(path) {
    const handle = await open(path, 'r')
    return { sync: () => handle.sync(), close: () => handle.close() }
  },
  // Half the work of the other `readFile`, which makes an object of each open file.
  read: promisify(readFile),
  list: async path =>
    (await readdir(path, { withFileTypes: true })).map(entry => ({
      name: entry.name,
      folder: entry.isDirectory(),
    })),
  async stamp(path) {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true })
    return { mtimeNs, size, ino }
  },
  makeFolder: (path, mode) => mkdir(path, { mode }),
  rename,
  link,
  remove: unlink,
  mayWrite: path => access(path, constants.W_OK),
}

/** The system's name of a failed file call (`ENOENT`, `ENOSPC`, …), if it is one. */
export function errorName(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** Waits for a file call and takes "there is no such file" as an answer. */
export async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    const name = errorName(error)
    if (name === 'ENOENT' || name === 'ENOTDIR') return undefined
    throw error
  }
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.mtimeNs === b.mtimeNs && a.size === b.size && a.ino === b.ino
}

/** Without a stamp the file is read again at the next look, which costs time and nothing else. */
export async function stampOrNothing(fs: FileSystem, path: string): Promise<FileStamp | undefined> {
  try {
    return await fs.stamp(path)
  } catch (error) {
    if (errorName(error) === undefined) throw error
    return undefined
  }
}
