import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ulid } from 'ulid'
import type { LessonId } from '../../contract/records/lesson.ts'
import { homeOf } from '../../contract/records/registry.ts'
import type { Brought } from '../library/carry.types.ts'
import { FORMAT_VERSION } from '../library/migrations.ts'
import { sealOf } from '../library/ownFile.ts'
import { isGenuine } from '../library/signing.ts'
import type { StoredRecord } from '../library/storedRecord.ts'
import { UnreadableFile, type WriterFile, writerFileCodec } from '../library/writerFile.ts'
import { jsonDepth, mayHoldRiskyField } from './jsonGuard.ts'
import { caps, type Manifest, newerPackage, refused } from './packageFormat.ts'
import { isLocked, unlock } from './passphrase.ts'
import { parseJson, type ReadPackage, readPackage } from './readPackage.ts'

/** A package whose every record was read and checked; nothing of it is in the library yet. */
export interface OpenedPackage extends Pick<ReadPackage, 'media'> {
  readonly manifest: Manifest
  readonly brought: Brought
  readonly encrypted: boolean
  /** Also takes away what was unlocked. */
  close(): Promise<void>
}

export interface OpenOptions {
  readonly passphrase?: string | undefined
  /** Where an unlocked copy lies while it is open: a folder of this user alone. */
  readonly scratch: string
  readonly signal?: AbortSignal
}

/** @throws DebriefError package.refused, package.locked, library.newer, notFound, media.noPermission, disk.full, cancelled */
export async function openPackage(file: string, options: OpenOptions): Promise<OpenedPackage> {
  if (!(await isLocked(file))) return await openUnlocked(file, file, false)
  await mkdir(options.scratch, { recursive: true, mode: 0o700 })
  const unlocked = join(options.scratch, `${ulid()}.zip`)
  const drop = () => rm(unlocked, { force: true })
  try {
    await unlock(file, unlocked, options)
    const opened = await openUnlocked(unlocked, file, true)
    return {
      ...opened,
      close: async () => {
        await opened.close()
        await drop()
      },
    }
  } catch (error) {
    await drop()
    throw error
  }
}

async function openUnlocked(zip: string, shown: string, encrypted: boolean): Promise<OpenedPackage> {
  const read = await readPackage(zip, shown)
  try {
    const brought = broughtBy(read, shown)
    return { manifest: read.manifest, brought, encrypted, media: read.media, close: async () => read.close() }
  } catch (error) {
    read.close()
    throw error
  }
}

function broughtBy({ manifest, records }: ReadPackage, shown: string): Brought {
  const { id: lessonId } = manifest.lesson
  const conversation: Array<Brought['files'][number]> = []
  const catalog: StoredRecord[] = []
  for (const { sha256, kind } of manifest.records) {
    const bytes = records.get(sha256)
    if (!bytes) throw refused(shown, 'its list and its files do not fit each other')
    const file = decode(bytes, shown)
    const place = kind === 'catalog' ? 'catalog' : `lesson-${lessonId.slice('lesson:'.length)}`
    const seal = sealOf(file, place)
    if (seal && !isGenuine(seal))
      throw refused(shown, 'something in it was changed after its author signed it')
    for (const stored of file.records.values()) checkRecord(stored, kind, lessonId, shown)
    if (kind === 'catalog') catalog.push(...[...file.records.values()].map(withoutPlace))
    else conversation.push({ bytes, file })
  }
  const lessons = catalog.filter(({ record }) => record.type === 'lesson')
  if (lessons.length !== 1 || lessons[0]?.record.id !== lessonId)
    throw refused(shown, 'it does not hold the lesson that it names')
  checkMedia(manifest, catalog, shown)
  return { lessonId, files: conversation, catalog }
}

function decode(bytes: Buffer, shown: string): WriterFile {
  if (jsonDepth(bytes) > caps.jsonDepth)
    throw refused(shown, 'what is in it is nested deeper than any record')
  // Throws where there really is one: the words themselves may speak of such things.
  if (mayHoldRiskyField(bytes)) parseJson(bytes, shown)
  let file: WriterFile
  try {
    file = writerFileCodec.decode(bytes)
  } catch (error) {
    if (error instanceof UnreadableFile) throw refused(shown, 'a file of records in it is damaged', error)
    throw error
  }
  if (file.version > FORMAT_VERSION) throw newerPackage(shown)
  if (file.loose.length > 0) throw refused(shown, 'it holds entries that are no records')
  return file
}

const homes: ReadonlyMap<string, 'catalog' | 'lesson'> = new Map(Object.entries(homeOf))
const catalogTypes: ReadonlySet<string> = new Set([
  'lesson',
  'recording',
  'person',
  'rubric',
  'criterionVersion',
  'clip',
])

function checkRecord(
  { record, shown: known, damage }: StoredRecord,
  kind: Manifest['records'][number]['kind'],
  lessonId: LessonId,
  shown: string,
): void {
  if (damage !== undefined) throw refused(shown, 'a record in it is not as it should be')
  const type = record.id.slice(0, record.id.indexOf(':'))
  // Types that only a newer Debrief knows are carried along, as in any library.
  const home = homes.get(record.type)
  const fits = kind === 'catalog' ? catalogTypes.has(record.type) : home !== 'catalog'
  if (!fits || (known && type !== record.type))
    throw refused(shown, 'it holds records that do not belong into a package')
  if (known && 'lessonId' in known && known.lessonId !== lessonId)
    throw refused(shown, 'it holds words about another lesson than it names')
  if (known?.type === 'recording' && /[/\\]/.test(known.fileName))
    throw refused(shown, 'a recording in it has a name that no file can have')
}

/** Where a recording lay on the machine that sent it means nothing here, and is nobody's business. */
function withoutPlace(stored: StoredRecord): StoredRecord {
  if (stored.shown?.type !== 'recording') return stored
  const path = stored.shown.fileName
  const record = { ...stored.record, path }
  return { ...stored, record, line: JSON.stringify(record), shown: { ...stored.shown, path } }
}

function checkMedia({ media }: Manifest, catalog: readonly StoredRecord[], shown: string): void {
  for (const { recordingId, kind, bytes } of media) {
    const recording = catalog.find(({ record }) => record.id === recordingId)?.shown
    if (recording?.type !== 'recording') throw refused(shown, 'it holds a recording that it does not name')
    if (kind === 'original' && bytes !== recording.identity.sizeBytes)
      throw refused(shown, 'a recording in it is not the one that it names')
  }
  const kinds = media.map(({ recordingId, kind }) => `${recordingId} ${kind}`)
  if (new Set(kinds).size !== kinds.length) throw refused(shown, 'it holds the same recording twice')
}
