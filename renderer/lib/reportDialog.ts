import { create } from 'zustand'
import type { LessonId } from '../../electron/contract/records/lesson.ts'

/** Which lesson the report dialog is about; it is closed while there is none. */
export const useReportDialog = create<{ readonly lessonId: LessonId | undefined }>()(() => ({
  lessonId: undefined,
}))

/** Any screen opens the report dialog with this. */
export const openReport = (lessonId: LessonId): void => useReportDialog.setState({ lessonId })
export const closeReport = (): void => useReportDialog.setState({ lessonId: undefined })
