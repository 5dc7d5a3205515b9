import { join } from 'node:path'
import type { WriterId } from '../../contract/records/envelope.ts'
import { readError } from './diskError.ts'
import { type FileStamp, type FileSystem, type FolderEntry, unlessMissing } from './fileSystem.ts'
import type { LibraryProblem } from './library.types.ts'
import type { BrokenFile, Rescue } from './rescue.ts'
import type { Seal, Signer } from './signing.ts'
import type { WriterFile } from './writerFile.ts'
import type { Writers } from './writers.ts'

export interface FolderOptions {
  readonly fs: FileSystem
  /** Absolute path; need not exist yet. */
  readonly folder: string
  /** How problems name the folder: relative to the library or to local app data, with `/`. */
  readonly label: string
  /** How backups name the folder. */
  readonly place: string
  readonly private: boolean
  /** Whether this installation alone writes the writer's file here. */
  owns(writer: WriterId): boolean
  /** The other writers of ours, and how one becomes another; absent for private folders, which no other machine sees. */
  writers?(): Pick<Writers, 'wasOurs' | 'heirOf' | 'split'> | undefined
  /** Signs what is shared. */
  readonly signer?: Signer | undefined
  now(): number
  /** The caller holds the library's lock, so left-overs may be swept and broken files of our own mended. */
  readonly repair: boolean
  readonly wait?: (ms: number) => Promise<unknown>
  rescue(broken: BrokenFile): Promise<Rescue>
  /** Called with the bytes of each file that is about to be saved. */
  saving(writer: WriterId, bytes: Uint8Array): Promise<void>
  /** Called with the bytes of each saved file. */
  saved(writer: WriterId, bytes: Uint8Array): void
  /** What this installation saved last of a writer here, where it is not what the bytes say; absent where nobody compares. */
  lastSaved?(writer: WriterId, bytes: Buffer): Promise<WriterFile | 'same' | 'nothing' | undefined>
  /**
   * What this installation saved here, of those writers that are asked for; nothing while the library folder is not there. Absent where nobody
   * compares.
   */
  savedBefore?(asked: (writer: WriterId) => boolean): Promise<readonly WriterFile[]>
  /**
   * Told that another machine writes under an id of ours, which was therefore changed here. @param certain seen while we ran; otherwise a
   * crash may have cut off our own memory of what we saved
   */
  cloned?(label: string, certain: boolean): void
}

export interface Replica {
  readonly name: string
  stamp: FileStamp | undefined
  /** The file's time of change lies far enough back for the stamp to tell every later change. */
  settled: boolean
  file: WriterFile | undefined
  seal: Seal | undefined
  problems: readonly LibraryProblem[]
  blocked: boolean
}

/** Names with a leading dot are temporary files, or macOS's shadows of files on foreign disks. */
export function isCandidate({ name, folder }: FolderEntry): boolean {
  return !folder && !name.startsWith('.') && name.endsWith('.json')
}

/** @throws DebriefError library.unreadable; a folder that is not there is empty */
export async function listFolder(fs: FileSystem, folder: string): Promise<readonly FolderEntry[]> {
  try {
    return (await unlessMissing(fs.list(folder))) ?? []
  } catch (error) {
    throw readError(error, folder)
  }
}

/** What lies in a folder, and when each of its files was changed last. */
export interface Listing {
  readonly entries: readonly FolderEntry[]
  /** Of each candidate that was still there. */
  readonly stamps: ReadonlyMap<string, FileStamp>
  /** Equal as long as none of the folder's files changes. */
  readonly fingerprint: string
}

/** Reads none of the files. @throws DebriefError library.unreadable */
export async function listingOf(fs: FileSystem, folder: string): Promise<Listing> {
  const entries = await listFolder(fs, folder)
  const names = entries.filter(isCandidate).map(entry => entry.name)
  const stamps = new Map<string, FileStamp>()
  const lines = names.sort().map(async name => {
    const stamp = await unlessMissing(fs.stamp(join(folder, name)))
    if (!stamp) return name
    stamps.set(name, stamp)
    return `${name} ${stamp.mtimeNs} ${stamp.size} ${stamp.ino}`
  })
  try {
    return { entries, fingerprint: (await Promise.all(lines)).join('\n'), stamps }
  } catch (error) {
    throw readError(error, folder)
  }
}
