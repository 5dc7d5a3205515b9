import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { type Draft, emptyDraft } from '../composer/draft.ts'
import { draftOf, type Room, type RoomUi } from './Room.ts'

export const RoomContext = createContext<Room | undefined>(undefined)

/** @throws Error outside a review room */
export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (!room) throw new Error('useRoom stands inside a review room only')
  return room
}

export const useRoomUi = <T>(select: (ui: RoomUi) => T): T => useStore(useRoom().ui, select)

/** The draft under a key, kept up to date. */
export function useDraft(key: string | undefined): Draft {
  const room = useRoom()
  const draft = useStore(room.drafts, drafts => (key === undefined ? undefined : drafts[key]))
  return draft ?? (key === undefined ? emptyDraft : draftOf(room, key))
}
