import type { LessonEntry } from '../../electron/contract/api/lessons.ts'

/** Why nothing of a lesson may leave, in a word or two for a stamp; undefined where it may. */
export const blockedWord = (lesson: LessonEntry | undefined): string | undefined =>
  lesson?.consent?.blocked ? (lesson.consent.state === 'restricted' ? 'Restricted' : 'No consent') : undefined
