import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import type { WriterId } from '../../contract/records/envelope.ts'
import type { Backups } from './backups.ts'
import { readError } from './diskError.ts'
import { ensureFolder, writeDurably } from './durableWrite.ts'
import { errorName, type FileSystem } from './fileSystem.ts'
import type { LibraryProblem } from './library.types.ts'
import { type WriterFile, writerFileCodec } from './writerFile.ts'

export interface BrokenFile {
  readonly path: string
  /** The path as problems name it. */
  readonly label: string
  /** Which folder of the library it lies in, as backups name it. */
  readonly place: string
  readonly writer: WriterId
  readonly mode: number
  /** Undefined where the file cannot even be read. */
  readonly bytes: Buffer | undefined
  readonly reason: string
  /** The last good version this process read or wrote. */
  readonly memory: WriterFile | undefined
}

/** What became of a broken file. */
export interface Rescue {
  /** The newest good version, if there is any. */
  readonly file: WriterFile | undefined
  readonly problem: LibraryProblem
  /** The broken file could not be copied aside, so it must not be written over. */
  readonly blocked: boolean
}

export interface RescueOptions {
  readonly fs: FileSystem
  /** `<home>/quarantine/<libraryId>` */
  readonly quarantine: string
  readonly backups: Backups
}

/**
 * Mends a broken file of our own: its bytes are copied aside first, then the newest good version takes its place. It is
 * never taken for an empty one, and never written over before the copy is safe.
 */
export async function rescueOwnFile(options: RescueOptions, broken: BrokenFile): Promise<Rescue> {
  const { fs, backups } = options
  const file = broken.memory ?? (await newestBackup(backups, broken))
  const aside = broken.bytes && (await copyAside(options, broken, broken.bytes))
  if (aside === undefined) {
    return {
      file,
      blocked: true,
      problem: problem(
        broken,
        'It could not be copied aside, so nothing is written over it. Check the disk and its permissions, then open the library again.',
      ),
    }
  }
  const copy = `A copy of it is in ${aside}.`
  if (!file) {
    return {
      file,
      blocked: false,
      problem: problem(
        broken,
        `There is no good backup on this machine. ${copy} It is replaced when you next save something here.`,
      ),
    }
  }
  return { file, blocked: false, problem: problem(broken, `${await putBack(fs, broken, file)} ${copy}`) }
}

async function newestBackup(backups: Backups, broken: BrokenFile): Promise<WriterFile | undefined> {
  try {
    return await backups.newest(broken.place, broken.writer)
  } catch (error) {
    if (errorName(error) === undefined) throw error
    return undefined // no backup can be read either; the problem says so
  }
}

/** @returns where the copy lies, or undefined where it could not be made */
async function copyAside(
  { fs, quarantine }: RescueOptions,
  broken: BrokenFile,
  bytes: Buffer,
): Promise<string | undefined> {
  // Named by content, so that a file that stays broken is copied once and not at every start.
  const mark = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const path = join(quarantine, `${broken.place}.${broken.writer}.${mark}.json`)
  try {
    await ensureFolder(fs, quarantine, 0o700)
    await writeDurably(fs, path, bytes, { mode: 0o600 })
    return path
  } catch (error) {
    if (!(error instanceof DebriefError)) throw error
    return undefined // the disk refuses; the file stays as it is
  }
}

async function putBack(fs: FileSystem, broken: BrokenFile, file: WriterFile): Promise<string> {
  try {
    await writeDurably(fs, broken.path, writerFileCodec.encode(file), { mode: broken.mode })
    return 'The newest good version was put in its place; the very last change may be missing.'
  } catch (error) {
    if (!(error instanceof DebriefError)) throw error
    return 'The newest good version is shown; it could not be written back yet, which happens when you next save something here.'
  }
}

function problem({ label, reason }: BrokenFile, outcome: string): LibraryProblem {
  return {
    kind: 'unreadable',
    file: label,
    message: `${label} with your own records could not be read: ${reason}. ${outcome}`,
  }
}

/**
 * Copies a damaged file of local app data into the quarantine before it is written anew.
 * @returns where the copy lies
 * @throws DebriefError library.unreadable, disk.full, disk.failed; the file must not be written over then
 */
export async function setAside(
  fs: FileSystem,
  quarantine: string,
  path: string,
  nowMs: number,
): Promise<string> {
  const copy = join(quarantine, `${nowMs}-${basename(path)}`)
  await ensureFolder(fs, quarantine, 0o700)
  try {
    await writeDurably(fs, copy, await fs.read(path), { mode: 0o600 })
  } catch (error) {
    throw readError(error, path)
  }
  return copy
}
