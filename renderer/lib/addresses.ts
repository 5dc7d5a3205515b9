import type { CycleId } from '../../electron/contract/records/cycle.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'

/** Where a lesson's review room is. */
export const lessonAddress = (id: LessonId): string => `/lesson/${encodeURIComponent(id)}`
/** Where a lesson's figures are. */
export const lessonInsightsAddress = (id: LessonId): string => `/insights/${encodeURIComponent(id)}`
/** Where the measures of a coaching cycle's goal are. */
export const cycleAddress = (id: CycleId): string => `/insights/${encodeURIComponent(id)}`
