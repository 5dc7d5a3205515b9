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
export const useDraft = (key: string | undefined): Draft => useDraftOf(key, draft => draft)

/** A part of the draft under a key: other letters typed draw nothing anew. */
export function useDraftOf<T>(key: string | undefined, select: (draft: Draft) => T): T {
  const room = useRoom()
  return useStore(room.drafts, drafts =>
    select(key === undefined ? emptyDraft : (drafts[key] ?? draftOf(room, key))),
  )
}
