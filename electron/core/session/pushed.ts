import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import { homeOf } from '../../contract/records/registry.ts'
import type { DoorGuest } from '../../contract/session/door.ts'
import { placeOfLesson, type Refusals, readBrought } from '../library/brought.ts'
import type { Brought } from '../library/carry.types.ts'
import type { Library } from '../library/library.types.ts'
import { sealOf } from '../library/ownFile.ts'
import { isGenuine } from '../library/signing.ts'
import type { StoredRecord } from '../library/storedRecord.ts'

/** More than anyone says in a lesson. */
const MOST_RECORDS = 20_000
/** What is not words about the lesson but changes what everyone sees and hears of it, or is long: it comes in packages. */
const notInSessions: ReadonlySet<string> = new Set(['mask', 'soundMask', 'transcript'])
/** What a guest's tags may need to be understood. */
const neededTypes: ReadonlySet<string> = new Set(['rubric', 'criterionVersion'])

const refused = (why: string, cause?: unknown) =>
  new DebriefError(
    'session.refused',
    `What you wrote could not be handed to the host: ${why}. It is kept on your machine.`,
    { subject: 'file' },
    cause,
  )

const refusals: Refusals = {
  refused,
  newer: () => refused('it was made by a newer Debrief than the host has; update Debrief there'),
}

export interface PushedFile {
  readonly file: string
  readonly needed?: string | undefined
}

interface PushParts {
  readonly library: Library
  readonly lessonId: LessonId
  readonly guest: DoorGuest
}

/**
 * Checks what a guest hands in, before anything is written: their own file and nobody else's, signed by the machine that was let in, every
 * record by the person whom the host let in, none of it in place of another's words.
 * @throws DebriefError session.refused
 */
export async function checkPushed({ file, needed }: PushedFile, parts: PushParts): Promise<Brought> {
  const { library, lessonId, guest } = parts
  const brought = readBrought(
    {
      lessonId,
      conversation: [Buffer.from(file, 'utf8')],
      catalog: needed === undefined ? [] : [Buffer.from(needed, 'utf8')],
    },
    refusals,
  )
  for (const { file: read } of brought.files) {
    const seal = sealOf(read, placeOfLesson(lessonId))
    if (read.writer !== guest.writer || !seal || seal.key !== guest.key || !isGenuine(seal))
      throw refused('it is not signed by the machine that the host let in')
    if (read.records.size > MOST_RECORDS) throw refused('it holds more than anyone says about a lesson')
    for (const { record } of read.records.values()) {
      if (record.by !== guest.personId) throw refused('it holds words in another person’s name')
      if (!record.rev.endsWith(guest.writer)) throw refused('it holds words that another machine wrote')
      if (!Object.hasOwn(homeOf, record.type)) throw refused('it holds records that the host does not know')
    }
  }
  const { conversation } = await library.compare({ ...brought, catalog: [] })
  for (const { stored, state, hereBy } of conversation) {
    if (hereBy !== undefined && hereBy !== guest.personId)
      throw refused('it holds something in the place of another person’s words')
    if (state !== 'unchanged' && notInSessions.has(stored.record.type))
      throw refused('masks and transcripts are not handed over in a session; send a package instead')
  }
  return { ...brought, catalog: await usedAndNew(brought, library) }
}

/** Of what the tags need, only what the host does not have: what it has stands as it is. */
async function usedAndNew(brought: Brought, library: Library): Promise<readonly StoredRecord[]> {
  const used = new Set<string>()
  for (const { file } of brought.files)
    for (const { shown } of file.records.values()) {
      if (shown?.type !== 'tag') continue
      used.add(shown.rubricId)
      if (shown.version !== undefined) used.add(shown.version)
    }
  const asked = brought.catalog.filter(
    ({ record, shown }) => neededTypes.has(record.type) && shown !== undefined && used.has(record.id),
  )
  const { catalog } = await library.compare({ ...brought, files: [], catalog: asked })
  return catalog.filter(({ state }) => state === 'added').map(({ stored }) => stored)
}
