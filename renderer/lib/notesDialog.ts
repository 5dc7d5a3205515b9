import { create } from 'zustand'
import type { LessonId } from '../../electron/contract/records/lesson.ts'

/** What is done with notes of other programs: taken into a lesson, or handed on from it. */
export interface NotesRequest {
  readonly act: 'take' | 'hand'
  readonly lessonId: LessonId
}
/** Any screen opens the dialog with `openNotes`. */
export const useNotesDialog = create<{ readonly request: NotesRequest | undefined }>()(() => ({
  request: undefined,
}))
export const openNotes = (act: NotesRequest['act'], lessonId: LessonId): void =>
  useNotesDialog.setState({ request: { act, lessonId } })
export const closeNotes = (): void => useNotesDialog.setState({ request: undefined })
