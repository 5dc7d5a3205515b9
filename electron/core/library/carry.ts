import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import type { Doubt } from '../../contract/api/comments.ts'
import type { WriterId } from '../../contract/records/envelope.ts'
import type { Brought, Compared, ComparedRecord } from './carry.types.ts'
import { type FileSystem, unlessMissing } from './fileSystem.ts'
import { compareVersions, mergeVersions } from './merge.ts'
import { sealOf } from './ownFile.ts'
import type { Scope, ScopeKey } from './scope.ts'
import type { Signer } from './signing.ts'
import type { StoredRecord } from './storedRecord.ts'
import type { Signed } from './trust.ts'
import {
  emptyWriterFile,
  mergeFiles,
  signWriterFile,
  type WriterFile,
  writerFileCodec,
} from './writerFile.ts'

/** One writer's file of a lesson as it is handed on; undefined where they have not written in it. */
export function ownFileToCarry(
  scope: Scope,
  writer: WriterId,
  signer: Signer | undefined,
): Uint8Array | undefined {
  const mine = scope.shared.replicas().flatMap(({ file }) => (file.writer === writer ? [file] : []))
  if (mine.length === 0) return undefined
  const file = { ...emptyWriterFile(writer), records: new Map(mergeFiles(mine)) }
  return signWriterFile(file, scope.shared.place, signer).bytes
}

/** Catalog records as one signed file of who hands them on. */
export function catalogToCarry(
  records: readonly StoredRecord[],
  writer: WriterId,
  signer: Signer | undefined,
): Uint8Array {
  const file = { ...emptyWriterFile(writer), records: new Map(records.map(one => [one.record.id, one])) }
  return signWriterFile(file, 'catalog', signer).bytes
}

/** The writer files of a lesson that say something no other of the same writer says. */
export function filesToCarry(
  scope: Scope,
  { owns, signer }: { owns(writer: WriterId): boolean; readonly signer: Signer | undefined },
): readonly Uint8Array[] {
  const files = scope.shared.replicas().map(({ file }) => file)
  return files
    .filter((file, at) => !files.some((other, index) => index !== at && covers(other, file, index < at)))
    .map(file =>
      owns(file.writer)
        ? signWriterFile(file, scope.shared.place, signer).bytes
        : writerFileCodec.encode(file),
    )
}

/** Whether everything in `file` is in `other` too, as new or newer. @param atLeast equal contents count */
function covers(other: WriterFile, file: WriterFile, atLeast: boolean): boolean {
  if (other.writer !== file.writer || file.loose.length > 0) return false
  let more = atLeast || other.records.size > file.records.size
  for (const [id, { record }] of file.records) {
    const there = other.records.get(id)
    const order = there ? compareVersions(there.record, record) : -1
    if (order < 0) return false
    if (order > 0) more = true
  }
  return more
}

/** What of it is new here; of several versions of one record only the newest is told. */
export async function compareBrought(
  { lessonId, files, catalog }: Brought,
  scope: (key: ScopeKey) => Promise<Scope>,
  doubtOf: (record: Signed) => Doubt | undefined = () => undefined,
): Promise<Compared> {
  const lesson = await scope(lessonId)
  const all = await scope('catalog')
  return {
    conversation: newestOf(files, lesson).map(each => {
      const outcome = compared(each.stored, lesson)
      const doubt = outcome.state === 'unchanged' ? undefined : doubtOf(each)
      return doubt === undefined ? outcome : { ...outcome, doubt }
    }),
    catalog: catalog.map(stored => compared(stored, all)),
  }
}

/** How many records of it are new here, and not surely by whom they name. */
export async function countDoubted(
  { lessonId, files }: Brought,
  scope: (key: ScopeKey) => Promise<Scope>,
  doubtOf: (record: Signed) => Doubt | undefined,
): Promise<number> {
  const lesson = await scope(lessonId)
  // Nearly always there is nothing to doubt, so that is asked first.
  return newestOf(files, lesson).filter(
    each => doubtOf(each) !== undefined && compared(each.stored, lesson).state !== 'unchanged',
  ).length
}

/** The newest version of each record, with its file's signature. */
function newestOf(files: Brought['files'], lesson: Scope): readonly Signed[] {
  const signed = files.map(({ file }) => {
    const seal = sealOf(file, lesson.shared.place)
    return Array.from(file.records.values(), stored => ({ stored, seal }))
  })
  const [only = [], ...others] = signed
  if (others.length === 0) return only
  return [...mergeVersions<Signed>(signed, ({ stored }) => stored.record).values()]
}

function compared(stored: StoredRecord, scope: Scope): ComparedRecord {
  const here = scope.get(stored.record.id)
  if (!here || here.private)
    return { stored, state: stored.record.deleted ? 'unchanged' : 'added', hereBy: here?.stored.record.by }
  const newer = stored.record.rev > here.stored.record.rev
  return { stored, state: newer ? 'updated' : 'unchanged', hereBy: here.stored.record.by }
}

/**
 * Lays files of other writers into a lesson's folder, each under a name made of its writer and its content: two machines that take in
 * the same file write the same, and no writer's own file is touched. Files that a newer one covers go.
 * @returns whether anything was written
 * @throws DebriefError disk.full, disk.failed
 */
async function carryInto(
  fs: FileSystem,
  folder: string,
  scope: Scope,
  files: Brought['files'],
): Promise<boolean> {
  await scope.refresh()
  const here = () => scope.shared.replicas()
  const wanted = files.filter(({ file }) => !here().some(({ file: known }) => covers(known, file, true)))
  if (wanted.length === 0) return false
  for (const { bytes, file, sha256 } of wanted) {
    const mark = (sha256 ?? createHash('sha256').update(bytes).digest('hex')).slice(0, 16)
    await scope.shared.lay(`${file.writer}.${mark}.json`, bytes, file)
  }
  for (const { label, file: old } of here()) {
    const name = basename(label)
    const isCarried = /^[0-9a-z]{26}\.[0-9a-f]{16}\.json$/.test(name)
    if (isCarried && wanted.some(({ file }) => file !== old && covers(file, old, false)))
      await unlessMissing(fs.remove(join(folder, name)))
  }
  return true
}

export interface TakeInOptions {
  readonly fs: FileSystem
  /** The lesson's folder. */
  readonly folder: string
  /** Whose catalog file the lesson, its recordings, people, rubrics and clips are put into. */
  readonly writer: WriterId
  scope(key: ScopeKey): Promise<Scope>
  /** Called where files of a scope changed. */
  touched(scope: Scope): void
}

/** @throws DebriefError disk.full, disk.failed; the files that were laid down by then stay, and doing it again goes on */
export async function takeInBrought(brought: Brought, options: TakeInOptions): Promise<Compared> {
  const { fs, folder, writer, scope, touched } = options
  const compared = await compareBrought(brought, scope)
  const lesson = await scope(brought.lessonId)
  if (await carryInto(fs, folder, lesson, brought.files)) {
    await lesson.refresh()
    touched(lesson)
  }
  // The lesson itself comes last, so that it is never seen without its conversation.
  const news = compared.catalog.filter(({ state }) => state !== 'unchanged').map(({ stored }) => stored)
  if (news.length === 0) return compared
  const catalog = await scope('catalog')
  try {
    await catalog.shared.save(writer, new Map(news.map(one => [one.record.id, one])), new Set())
  } finally {
    touched(catalog)
  }
  return compared
}
