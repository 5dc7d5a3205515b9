import { useSpeaker } from '../../../lib/speaker.ts'
import { changeDraft, editKey, placeNow, type Room } from '../room/Room.ts'
import type { DraftAct } from './draft.ts'

/** Which words the criterion and level keys belong to: the comment being edited, else what the speaker is about to say. */
export function activeDraftKey(room: Room): string | undefined {
  const { editing } = room.ui.getState()
  return editing === undefined ? useSpeaker.getState().speaker : editKey(editing)
}

export function changeActiveDraft(room: Room, act: DraftAct): void {
  const key = activeDraftKey(room)
  if (key !== undefined) changeDraft(room, key, act)
}

export const tagActiveDraft = (room: Room, rubricId: `rubric:${string}`, code: string): void =>
  changeActiveDraft(room, { do: 'criterion', rubricId, code, here: placeNow(room) })
