import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { DoorEvent } from '../../contract/session/door.ts'
import { fitting, type Refusals, readBrought } from '../library/brought.ts'
import { letsNothingOut } from '../library/consent.ts'
import type { Library } from '../library/library.types.ts'

export interface TheirWordsParts {
  library(): Library
  isLocal(id: string): boolean
  /** Where the recording is on this machine, or another of the same identity. */
  fileHere(recording: Recording): Promise<string | undefined>
  /** Whether its own record leads to no file here. */
  isMissing(recording: Recording): Promise<boolean>
  /** Remembers where a recording is on this machine. */
  remember(id: RecordingId, file: string): Promise<void>
}

const refused = (why: string, cause?: unknown) =>
  new DebriefError(
    'session.refused',
    `Something that the host sent was not taken in: ${why}. Your library is as it was.`,
    { subject: 'news' },
    cause,
  )

const refusals: Refusals = {
  refused,
  newer: () => refused('it was made by a newer Debrief; update Debrief on this machine'),
}

type News = Extract<DoorEvent, { type: 'news' }>

/**
 * Takes what a host sent of its lesson into this machine's library, after the same checks as a package: that lesson only, nothing in the
 * place of another's words. Own words are never taken from elsewhere. Recordings that are here under any name are found by what they are.
 * @returns ids of what the host has in its catalog @throws DebriefError session.refused, library.readOnly, disk.full, disk.failed
 */
export async function takeNews(
  { files, catalog }: News,
  { me, writer, lessonId }: { readonly me: PersonId; readonly writer: string; readonly lessonId: LessonId },
  parts: TheirWordsParts,
): Promise<readonly string[]> {
  const library = parts.library()
  const read = readBrought(
    {
      lessonId,
      conversation: files.map(text => Buffer.from(text, 'utf8')),
      catalog: catalog === undefined ? [] : [Buffer.from(catalog, 'utf8')],
    },
    refusals,
  )
  const brought = {
    ...read,
    files: read.files.filter(({ file }) => file.writer !== writer),
    // Nobody looks at what a session brings before it is taken in, so of consent it brings only what keeps a lesson in.
    catalog: fitting(read.catalog, { library, isLocal: parts.isLocal }).filter(letsNothingOut),
  }
  const { conversation } = await library.compare({ ...brought, catalog: [] })
  if (conversation.some(({ stored, hereBy }) => hereBy !== undefined && hereBy !== stored.record.by))
    throw refused('it holds something in the place of another person’s words')
  if (brought.files.length > 0 || brought.catalog.length > 0) await library.takeIn(me, brought)
  for (const { shown } of read.catalog) {
    if (shown?.type !== 'recording') continue
    const known = library.find('recording', shown.id)
    if (!known || !(await parts.isMissing(known))) continue
    const file = await parts.fileHere(known)
    if (file !== undefined) await parts.remember(known.id, file)
  }
  return read.catalog.map(({ record }) => record.id)
}

/** What a person's tags in a lesson need to be understood, and the host does not have. @returns a catalog file; undefined where nothing is needed */
export async function neededFor(
  library: Library,
  { me, lessonId }: { readonly me: PersonId; readonly lessonId: LessonId },
  hostHas: ReadonlySet<string>,
): Promise<string | undefined> {
  const { tags } = await library.conversation(lessonId)
  const mine = tags.filter(held => !held.private && held.record.by === me).map(({ record }) => record)
  const rubrics = new Set(mine.map(({ rubricId }) => rubricId))
  const versions = new Set(mine.flatMap(({ version }) => version ?? []))
  const records = [
    ...library.all('rubric').filter(({ id }) => rubrics.has(id)),
    ...library.all('criterionVersion').filter(({ id }) => versions.has(id)),
  ].filter(({ id }) => !hostHas.has(id))
  if (records.length === 0) return undefined
  const carried = await library.carried(me, lessonId, records)
  return Buffer.from(carried.catalog).toString('utf8')
}
