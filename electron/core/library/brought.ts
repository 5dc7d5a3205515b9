import type { LessonId } from '../../contract/records/lesson.ts'
import { homeOf } from '../../contract/records/registry.ts'
import type { Brought } from './carry.types.ts'
import { consentIdOf, loosensConsent } from './consent.ts'
import { jsonDepth, MOST_DEPTH, riskyField } from './jsonGuard.ts'
import type { Library } from './library.types.ts'
import { FORMAT_VERSION } from './migrations.ts'
import { sealOf } from './ownFile.ts'
import { isGenuine } from './signing.ts'
import type { StoredRecord } from './storedRecord.ts'
import { decodeWriterFile, UnreadableFile, type WriterFile } from './writerFile.ts'

/** How a failure is told, by who knows where the bytes came from. @param why a clause: “it …” */
export interface Refusals {
  refused(why: string, cause?: unknown): Error
  newer(): Error
}

/** Files of records as another machine handed them over. */
export interface BroughtBytes {
  readonly lessonId: LessonId
  readonly conversation: readonly Buffer[]
  readonly catalog: readonly Buffer[]
  /** SHA-256 of whole files in hex, where it was counted before. */
  readonly hashes?: ReadonlyMap<Buffer, string>
}

/** The place for which a lesson's files are signed. */
export const placeOfLesson = (id: LessonId): string => `lesson-${id.slice('lesson:'.length)}`

/**
 * Reads what another machine brought about one lesson and checks every record of it: whole, signed as it says, about that lesson, and of a
 * kind that may come this way. Nothing is written.
 * @throws what `refusals` makes of it
 */
export function readBrought(
  { lessonId, conversation, catalog, hashes }: BroughtBytes,
  refusals: Refusals,
): Brought {
  const read = (bytes: Buffer, kind: 'conversation' | 'catalog') => {
    const file = decode(bytes, refusals)
    const seal = sealOf(file, kind === 'catalog' ? 'catalog' : placeOfLesson(lessonId))
    if (seal && !isGenuine(seal))
      throw refusals.refused('something in it was changed after its author signed it')
    for (const stored of file.records.values()) checkRecord(stored, kind, lessonId, refusals)
    return { bytes, file, sha256: hashes?.get(bytes) }
  }
  const files = conversation.map(bytes => read(bytes, 'conversation'))
  const records = catalog.flatMap(bytes =>
    [...read(bytes, 'catalog').file.records.values()].map(withoutPlace),
  )
  const lessons = records.filter(({ record }) => record.type === 'lesson')
  if (lessons.length > 1 || lessons.some(({ record }) => record.id !== lessonId))
    throw refusals.refused('it does not hold the lesson that it names')
  return { lessonId, files, catalog: records }
}

function decode(bytes: Buffer, { refused, newer }: Refusals): WriterFile {
  const unparsed = (json: string) => {
    if (jsonDepth(Buffer.from(json)) > MOST_DEPTH)
      throw refused('what is in it is nested deeper than any record')
  }
  const parsed = (json: string, value: unknown) => {
    unparsed(json)
    if (riskyField(value) !== undefined) throw refused('it holds a field that no record has')
  }
  let file: WriterFile
  try {
    file = decodeWriterFile(bytes, { unparsed, parsed })
  } catch (error) {
    if (error instanceof UnreadableFile) throw refused('a file of records in it is damaged', error)
    throw error
  }
  if (file.version > FORMAT_VERSION) throw newer()
  if (file.loose.length > 0) throw refused('it holds entries that are no records')
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
  // What was said of the lesson's consent goes where the lesson goes.
  'consent',
])

function checkRecord(
  { record, shown: known, damage }: StoredRecord,
  kind: 'conversation' | 'catalog',
  lessonId: LessonId,
  { refused }: Refusals,
): void {
  if (damage !== undefined) throw refused('a record in it is not as it should be')
  const type = record.id.slice(0, record.id.indexOf(':'))
  // Types that only a newer Debrief knows are carried along, as in any library.
  const home = homes.get(record.type)
  const fits = kind === 'catalog' ? catalogTypes.has(record.type) : home !== 'catalog'
  if (!fits || (known && type !== record.type)) throw refused('it holds records that do not belong there')
  if (known && 'lessonId' in known && known.lessonId !== lessonId)
    throw refused('it holds words about another lesson than it names')
  // The record of a lesson's consent is found by its id: another id would speak for another lesson.
  if (record.type === 'consent' && record.id !== consentIdOf(lessonId))
    throw refused('it holds a consent for another lesson than it names')
  if (known?.type === 'recording' && /[/\\]/.test(known.fileName))
    throw refused('a recording in it has a name that no file can have')
}

/** Where a recording lay on the machine that sent it means nothing here, and is nobody's business. */
const withoutPlace = (stored: StoredRecord): StoredRecord =>
  stored.shown?.type === 'recording' ? withPath(stored, stored.shown.fileName) : stored

/** The record of a recording with another path. */
export function withPath(stored: StoredRecord, path: string): StoredRecord {
  if (stored.shown?.type !== 'recording') return stored
  const record = { ...stored.record, path }
  return { ...stored, record, line: JSON.stringify(record), shown: { ...stored.shown, path } }
}

/**
 * People of this machine are not renamed by others; of a recording that is known, only what is said about it is taken; what is restricted here
 * stays so, and what belongs to another lesson here stays with it.
 */
export function fitting(
  catalog: readonly StoredRecord[],
  { library, isLocal }: { readonly library: Library; isLocal(id: string): boolean },
): readonly StoredRecord[] {
  return catalog.flatMap(stored => {
    const { shown } = stored
    if (shown?.type === 'person' && isLocal(shown.id)) return []
    if (loosensConsent(library, stored)) return []
    if (shown?.type === 'clip' && belongsElsewhere(library.find('clip', shown.id), shown)) return []
    const known = shown?.type === 'recording' ? library.find('recording', shown.id) : undefined
    if (shown?.type === 'recording' && belongsElsewhere(known, shown)) return []
    return known ? [withPath(stored, known.path)] : [stored]
  })
}

type OfLesson = { readonly lessonId: LessonId }
const belongsElsewhere = (here: OfLesson | undefined, brought: OfLesson): boolean =>
  here !== undefined && here.lessonId !== brought.lessonId
