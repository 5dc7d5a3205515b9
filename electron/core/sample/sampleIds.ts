import { join } from 'node:path'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { RecordingId } from '../../contract/records/recording.ts'

/**
 * The sample's records have the same ids in every library, so that two machines that both add it to a shared library add one
 * lesson and not two.
 */
export const sampleLessonId: LessonId = 'lesson:sample'
export const sampleRecordingId: RecordingId = 'recording:sample'

export const samplePersonId = (key: string): PersonId => `person:sample-${key}`

/** Whether someone appears in the sample lesson only. They are invented; nobody at any machine is one of them. */
export const isSamplePerson = (id: PersonId): boolean => id.startsWith('person:sample-')

/**
 * Where the sample's recording is on this machine: beside the program, wherever an update put that. Its record itself names
 * a path in the library where no file is, so it is missing where Debrief came without it.
 */
export const sampleRecordingFile = (resourcesDir: string): string =>
  join(resourcesDir, 'sample', 'lesson.mp4')
