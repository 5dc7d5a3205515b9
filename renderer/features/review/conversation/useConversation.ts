import { createContext, useContext, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { useComments, usePeople } from '../../../lib/queries.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { setUnsaved } from '../room/Room.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import { filterCount, passes } from './filters.ts'
import { type ShownComment, shownComments } from './shownComments.ts'
import { withoutSaved } from './unsaved.ts'

export type Conversation = {
  loading: boolean
  error: unknown
  all: readonly ShownComment[]
  /** What the filters let through. */
  shown: readonly ShownComment[]
}

/** The room reads its conversation once; whatever shows of it takes it from here, so that a new comment draws only those parts anew. */
export const ConversationContext = createContext<Conversation | undefined>(undefined)

/**
 * The conversation for all that is beside it: marks, counts, drawings. They follow a new comment when its words are on the screen.
 * @throws Error outside a review room
 */
export function useConversation(): Conversation {
  const conversation = useContext(ConversationContext)
  if (!conversation) throw new Error('useConversation stands inside a review room only')
  return conversation
}

/** The conversation as of this very frame, for the list of its words. */
export const NewestConversationContext = createContext<Conversation | undefined>(undefined)

/** @throws Error outside a review room */
export function useNewestConversation(): Conversation {
  const conversation = useContext(NewestConversationContext)
  if (!conversation) throw new Error('useNewestConversation stands inside a review room only')
  return conversation
}

/** This lesson's conversation, with what is not saved yet, and as the filters leave it. */
export function useReadConversation(): Conversation {
  const room = useRoom()
  const { data: saved, error, isPending } = useComments(room.lessonId)
  const unsaved = useStore(room.unsaved)
  const people = usePeople().data
  const present = useSpeaker(state => state.present)
  const filters = useRoomUi(ui => ui.filters)

  useEffect(() => {
    if (!saved) return
    const left = withoutSaved(room.unsaved.getState(), saved)
    if (left.length !== room.unsaved.getState().length) setUnsaved(room, () => left)
  }, [room, saved])

  const all = useMemo(() => {
    const nameOf = (id: string) => {
      const person = people?.find(one => one.id === id)
      return { name: person?.name ?? 'Someone', role: person?.role ?? 'peer' }
    }
    return shownComments(saved, unsaved, { lessonId: room.lessonId, present, nameOf })
  }, [saved, unsaved, people, present, room])
  const shown = useMemo(
    () => (filterCount(filters) === 0 ? all : all.filter(comment => passes(comment, filters))),
    [all, filters],
  )
  return useMemo(() => ({ loading: isPending, error, all, shown }), [isPending, error, all, shown])
}
