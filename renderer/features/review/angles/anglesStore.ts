import { z } from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { type RecordingId, recordingId } from '../../../../electron/contract/records/recording.ts'
import { type AngleChoice, corners, layouts } from './arrangement.ts'

export type AnglesUi = {
  readonly choice: AngleChoice
  /** Recordings that have something to play at this moment. */
  readonly playing: readonly RecordingId[]
  /** The list of angles is open. */
  readonly listed: boolean
}
export type AnglesStore = StoreApi<AnglesUi>

const kept = z.object({
  layout: z.enum(layouts),
  corner: z.enum(corners),
  main: recordingId.optional(),
  other: recordingId.optional(),
  heard: recordingId.optional(),
})

const usual: AngleChoice = { layout: 'one', corner: 'bottomRight' }

const keyOf = (lessonId: LessonId) => `debrief.angles.${lessonId}`

/** What was chosen for this lesson on this machine; the usual where nothing was, or where it cannot be read. */
export function keptChoice(storage: Storage, lessonId: LessonId): AngleChoice {
  const text = storage.getItem(keyOf(lessonId))
  if (text === null) return usual
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    // Another version wrote it, or a hand: the choice is made anew, nothing else hangs on it.
    return usual
  }
}

export const createAnglesStore = (lessonId: LessonId): AnglesStore =>
  createStore<AnglesUi>(() => ({ choice: keptChoice(localStorage, lessonId), playing: [], listed: false }))

/** Changes what is seen and heard, and remembers it for this lesson. */
export function choose(store: AnglesStore, lessonId: LessonId, change: Partial<AngleChoice>): void {
  const choice = { ...store.getState().choice, ...change }
  store.setState({ choice })
  localStorage.setItem(keyOf(lessonId), JSON.stringify(choice))
}
