import type { LessonId } from '../../electron/contract/records/lesson.ts'

/** The review room of a lesson, at a moment of it (ms of the lesson clock). */
export const lessonAddress = (id: LessonId, atMs = 0): string =>
  // The moment stands within the id, as the router undoes one encoding and knows no query behind the hash.
  `/lesson/${encodeURIComponent(atMs > 0 ? `${id}?t=${(atMs / 1000).toFixed(3)}` : id)}`
