import type { WriterId } from '../../contract/records/envelope.ts'
import type { Backups } from './backups.ts'
import { errorName } from './fileSystem.ts'
import { compareVersions } from './merge.ts'
import { FORMAT_VERSION } from './migrations.ts'
import type { FolderOptions } from './replica.ts'
import { isGenuine, type Seal } from './signing.ts'
import type { StoredRecord } from './storedRecord.ts'
import type { WriterFile } from './writerFile.ts'

/** What a file that names one of our writers turned out to be. */
interface Vetted {
  /** `forged`: not signed by us although what we wrote last was. `cloned`: another machine writes under our id. */
  readonly kind: 'ours' | 'forged' | 'cloned'
  /** What we saved before, and the file lacks. */
  readonly lost: readonly StoredRecord[]
}

/** The seal of a file as read in a place. */
export function sealOf({ seal, writer }: WriterFile, place: string): Seal | undefined {
  return seal && { ...seal, place, writer }
}

/**
 * Compares a file of one of our writers with what this installation saved there last.
 * @param last from memory or the newest backup; undefined where this installation knows of none
 * @param ownKeys the keys of this installation
 */
function vetOwnFile(
  file: WriterFile,
  last: WriterFile | undefined,
  { place, ownKeys }: { readonly place: string; readonly ownKeys: readonly string[] },
): Vetted {
  const lost = last ? missing(last, file) : []
  const seal = sealOf(file, place)
  const trusted = last?.seal ? [...ownKeys, last.seal.key] : ownKeys
  if (seal ? !(trusted.includes(seal.key) && isGenuine(seal)) : last?.seal !== undefined)
    return { kind: 'forged', lost }
  return { kind: last && hasStrangers(file, last) ? 'cloned' : 'ours', lost }
}

/** Records of `before` that `after` has not, or has in an older version. */
function missing(before: WriterFile, after: WriterFile): readonly StoredRecord[] {
  return [...before.records.values()].filter(({ record }) => {
    const there = after.records.get(record.id)
    return there === undefined || compareVersions(record, there.record) > 0
  })
}

/** Whether the file holds versions stamped in our name that we never stamped. */
function hasStrangers(file: WriterFile, last: WriterFile): boolean {
  return [...file.records.values()].some(({ record, line }) => {
    if (!record.rev.endsWith(file.writer)) return false
    const ours = last.records.get(record.id)
    if (ours === undefined || record.rev > ours.record.rev) return true
    return record.rev === ours.record.rev && line !== ours.line
  })
}

/** What this installation saved of a writer in a place, as its backups know it. @param repair makes a backup that a kill cut off */
export async function lastSaved(
  backups: Backups,
  place: string,
  { writer, bytes, repair }: { readonly writer: WriterId; readonly bytes: Buffer; readonly repair: boolean },
): Promise<WriterFile | 'same' | 'nothing' | undefined> {
  try {
    const last = await backups.isOurLast(place, writer, bytes)
    if (last === 'marked' && repair) backups.keep(place, writer, bytes)
    if (last !== 'no') return 'same'
    const saved = await backups.everything(place, writer)
    if (saved) return saved
    return (await backups.isThere()) ? 'nothing' : undefined
  } catch (error) {
    // Backups that cannot be read tell nothing; the file itself is whole.
    if (errorName(error) === undefined) throw error
    return undefined
  }
}

/** What this installation saved in a place, of each writer that is asked for and has anything. */
export async function savedBefore(
  backups: Backups,
  place: string,
  asked: (writer: WriterId) => boolean,
): Promise<readonly WriterFile[]> {
  try {
    const writers = (await backups.writersIn(place)).filter(asked)
    const files = await Promise.all(writers.map(writer => backups.everything(place, writer)))
    return files.flatMap(file => (file && file.records.size > 0 ? [file] : []))
  } catch (error) {
    // Backups that cannot be read tell nothing.
    if (errorName(error) === undefined) throw error
    return []
  }
}

interface OwnFolder extends Pick<FolderOptions, 'owns' | 'writers' | 'signer' | 'place' | 'lastSaved'> {}

/** Whether a file of one of our writers is as we left it; undefined for files of others, and where nobody compares. */
export async function vet(
  folder: OwnFolder,
  read: {
    readonly name: string
    readonly file: WriterFile
    readonly bytes: Buffer
    /** What this process read or wrote of the writer's own file last. */
    readonly memory: WriterFile | undefined
  },
): Promise<Vetted | undefined> {
  const { owns, signer, place } = folder
  const { name, file, bytes, memory } = read
  const { writer, version } = file
  const writers = folder.writers?.()
  if (version > FORMAT_VERSION || !(owns(writer) || writers?.wasOurs(writer))) return undefined
  const last = memory ?? (await folder.lastSaved?.(writer, bytes))
  if (last === 'same') return { kind: 'ours', lost: [] }
  if (last === 'nothing') return { kind: 'cloned', lost: [] }
  const vetted = vetOwnFile(file, last, { place, ownKeys: signer ? [signer.key] : [] })
  if (owns(writer)) return writers || vetted.kind !== 'cloned' ? vetted : { ...vetted, kind: 'ours' }
  // A former writer's file is another machine's now; what we wrote under that id must not go with it.
  return name === `${writer}.json` && vetted.lost.length > 0 ? { ...vetted, kind: 'cloned' } : undefined
}

/** Whether a copy of our file under another name is in our own hand, and not something slipped in. */
export function isInOurHand(
  file: WriterFile,
  { place, signer }: Pick<OwnFolder, 'place' | 'signer'>,
): boolean {
  const seal = sealOf(file, place)
  return seal ? seal.key === signer?.key && isGenuine(seal) : signer === undefined
}

/** The file with what of ours it lost: nothing that we saved is forgotten because a sync tool put an older version of it back. */
export function withKept(file: WriterFile, kept: readonly StoredRecord[]): WriterFile {
  if (kept.length === 0) return file
  return {
    ...file,
    records: new Map([...file.records, ...kept.map(stored => [stored.record.id, stored] as const)]),
  }
}
