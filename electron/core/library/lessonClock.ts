import { DebriefError } from '../../contract/errors.ts'
import type { Lesson, LessonId } from '../../contract/records/lesson.ts'
import type { Recording } from '../../contract/records/recording.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Library } from './library.types.ts'

/** @throws DebriefError notFound */
export function lessonOrThrow(library: Library, id: LessonId): Lesson {
  const lesson = library.find('lesson', id)
  if (lesson) return lesson
  throw new DebriefError('notFound', 'There is no such lesson in this library. Nothing was changed.', {
    subject: id,
  })
}

/** The lesson's recordings in the order in which they were added. */
export function recordingsOf(library: Library, id: LessonId): Recording[] {
  return library
    .all('recording')
    .filter(recording => recording.lessonId === id)
    .sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1))
}

/** How long the lesson clock runs: to the end of the recording that ends last. 0 without recordings. */
export function lengthMs(recordings: readonly Pick<Recording, 'offsetMs' | 'facts'>[]): number {
  return recordings.reduce(
    (longest, { offsetMs, facts }) => Math.max(longest, offsetMs + facts.durationMs),
    0,
  )
}

/**
 * Refuses times that the lesson does not have. A lesson without recordings has no known end.
 * @throws DebriefError input.invalid
 */
export function checkWithin(
  durationMs: number,
  times: { readonly atMs: number; readonly toMs?: number | undefined },
): void {
  const { atMs, toMs } = times
  if (toMs !== undefined && toMs < atMs)
    throw new DebriefError('input.invalid', 'The end is before the start. Swap them?', { subject: 'toMs' })
  const latest = toMs ?? atMs
  if (durationMs > 0 && latest > durationMs)
    throw new DebriefError(
      'input.invalid',
      `The lesson is ${formatTimecode(durationMs, 3)} long, so ${formatTimecode(latest, 3)} is past its end. Choose a time within it.`,
      { subject: atMs > durationMs ? 'atMs' : 'toMs' },
    )
}
