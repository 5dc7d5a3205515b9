import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { useComments, usePeople } from '../../../lib/queries.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { setUnsaved } from '../room/Room.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import { type FacetCounts, facetCounts, filterCount, passes } from './filters.ts'
import { type ShownComment, shownComments } from './shownComments.ts'
import { withoutSaved } from './unsaved.ts'

export type Conversation = {
  loading: boolean
  error: unknown
  all: readonly ShownComment[]
  /** What the filters let through. */
  shown: readonly ShownComment[]
  counts: FacetCounts
}

/** This lesson's conversation, with what is not saved yet, and as the filters leave it. */
export function useConversation(): Conversation {
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
  const counts = useMemo(() => facetCounts(all), [all])
  return { loading: isPending, error, all, shown, counts }
}
