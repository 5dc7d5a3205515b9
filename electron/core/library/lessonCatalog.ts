import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { KnownRecord } from '../../contract/records/registry.ts'
import { lessonOrThrow, recordingsOf } from './lessonClock.ts'
import type { Conversation, Held, Library } from './library.types.ts'

/** What is shared of a lesson's conversation, as records. */
export function sharedRecords(conversation: Conversation): readonly KnownRecord[] {
  const all: ReadonlyArray<readonly Held<KnownRecord>[]> = Object.values(conversation)
  return all.flatMap(held => held.filter(each => !each.private).map(({ record }) => record))
}

/** What else a reader of the conversation needs: the lesson, its recordings and clips, the people and rubrics in it. */
export function catalogOf(
  library: Library,
  lessonId: LessonId,
  records: readonly KnownRecord[],
): { readonly catalog: readonly KnownRecord[]; readonly recordings: readonly Recording[] } {
  const lesson = lessonOrThrow(library, lessonId)
  const recordings = recordingsOf(library, lessonId)
  const clips = library.all('clip').filter(clip => clip.lessonId === lessonId)
  const said = [lesson, ...recordings, ...clips, ...records]
  const people = new Set<PersonId>(said.map(({ by }) => by))
  for (const record of records) if (record.type === 'firstPass') people.add(record.withId)
  const rubrics = new Set<string>(records.flatMap(record => (record.type === 'tag' ? [record.rubricId] : [])))
  if (lesson.rubricId !== undefined) rubrics.add(lesson.rubricId)
  const catalog = [
    ...library.all('person').filter(({ id }) => people.has(id)),
    ...library.all('rubric').filter(({ id }) => rubrics.has(id)),
    // What a tag meant when it was made, where its rubric was changed since.
    ...library.all('criterionVersion').filter(({ rubricId }) => rubrics.has(rubricId)),
    lesson,
    ...recordings.map(withoutPlace),
    // Who gets the lesson gets what was said of its consent.
    ...library.all('consent').filter(consent => consent.lessonId === lessonId),
    ...clips,
  ]
  return { catalog, recordings }
}

/** Names of folders of this machine stay here. */
const withoutPlace = (recording: Recording): Recording => ({ ...recording, path: recording.fileName })
