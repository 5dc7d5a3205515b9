import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'

/** A shorter mask could not be seen, nor its ends told apart. */
const leastMs = 40

/** @throws DebriefError notFound, where the lesson has no such recording */
export function recordingOrThrow(library: Library, lessonId: LessonId, id: RecordingId): Recording {
  lessonOrThrow(library, lessonId)
  const found = library.find('recording', id)
  if (found?.lessonId === lessonId) return found
  throw new DebriefError('notFound', 'There is no such recording in this lesson. Nothing was changed.', {
    subject: id,
  })
}

/**
 * A stretch of the lesson on a recording's own clock, cut at its ends.
 * @throws DebriefError input.invalid, where it does not lie in the recording
 */
export function onRecording(
  { offsetMs, facts }: Pick<Recording, 'offsetMs' | 'facts'>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): { fromMs: number; toMs: number } {
  const from = Math.max(0, fromMs - offsetMs)
  const to = Math.min(Math.ceil(facts.durationMs), toMs - offsetMs)
  if (to - from >= leastMs) return { fromMs: from, toMs: to }
  throw new DebriefError(
    'input.invalid',
    'The mask would last no time in this recording. Move its start or its end. Nothing was changed.',
    { subject: 'toMs' },
  )
}
