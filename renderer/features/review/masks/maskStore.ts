import { create } from 'zustand'
import type { MaskEffect, MaskId, MaskShape } from '../../../../electron/contract/records/mask.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'

/** The masks' own mode of the room: over which picture it is open, and what is chosen in it. */
interface MaskDeskState {
  readonly recordingId: RecordingId | undefined
  readonly selected: MaskId | undefined
  readonly shape: MaskShape
  readonly effect: MaskEffect
  /** The job that follows a mask, and which one; what its places were before. */
  readonly following: { readonly jobId: string; readonly id: MaskId } | undefined
  /** What came of the last following. */
  readonly news: string | undefined
}

export const useMaskDesk = create<MaskDeskState>()(() => ({
  recordingId: undefined,
  selected: undefined,
  shape: 'ellipse',
  effect: 'blur',
  following: undefined,
  news: undefined,
}))

export const setMaskDesk = (change: Partial<MaskDeskState>): void => useMaskDesk.setState(change)
