import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommentId } from '../../../../electron/contract/records/comment.ts'
import type { Shape } from '../../../../electron/contract/records/drawing.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import { type DeskAct, type DeskState, deskReducer } from './desk.ts'

/** Whose marks are being made: those of what the speaker is about to say, or of a comment that they wrote. */
export type DrawingTarget =
  | { readonly for: 'draft'; readonly speaker: PersonId }
  | { readonly for: 'comment'; readonly speaker: PersonId; readonly commentId: CommentId }

export type OpenDesk = {
  readonly target: DrawingTarget
  readonly recordingId: RecordingId
  readonly picture: { readonly width: number; readonly height: number }
  /** What was there when the desk was opened. */
  readonly before: readonly Shape[]
  readonly state: DeskState
}

export type DrawingStore = StoreApi<{
  desk: OpenDesk | undefined
  /**
   * Opens the desk for a comment or the speaker's next words; unless said, for their chosen comment where it is of this moment.
   * Absent while there is no picture.
   */
  begin: ((wanted?: CommentId | 'draft') => void) | undefined
}>

export const createDrawingStore = (): DrawingStore =>
  createStore(() => ({ desk: undefined, begin: undefined }))

/** @returns whether the shapes became others */
export function actOnDesk(store: DrawingStore, act: DeskAct): boolean {
  const { desk } = store.getState()
  if (!desk) return false
  const state = deskReducer(desk.state, act)
  if (state !== desk.state) store.setState({ desk: { ...desk, state } })
  return state.shapes !== desk.state.shapes
}
