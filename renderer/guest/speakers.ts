import { useMemo, useRef } from 'react'
import type { CommentView } from '../../electron/contract/api/comments.ts'
import type { SessionPerson } from '../../electron/contract/api/session.ts'
import { type PersonColour, personColours } from '../../electron/contract/records/person.ts'
import { withOwnColours } from '../lib/ownColours.ts'
import { useGuestRoom } from './guestRoom.ts'

/** Someone of this lesson, with the colour that they have on this page. */
export interface Speaker {
  /** Of the person, not of the participant. */
  readonly id: string
  readonly name: string
  readonly colour: PersonColour
}

/** Those who are in the session, in its order, then everyone else who said something. */
export function speakersOf(
  people: readonly Pick<SessionPerson, 'personId' | 'name' | 'colour'>[],
  comments: readonly Pick<CommentView, 'author'>[],
): readonly Speaker[] {
  const all = new Map<string, Speaker>()
  for (const { personId: id, name, colour } of people) if (!all.has(id)) all.set(id, { id, name, colour })
  // Of those who are not here no colour is known: they take turns, in an order that no new comment changes.
  const absent = new Map(
    comments.flatMap(({ author }) => (all.has(author.id) ? [] : [[author.id, author.name]])),
  )
  for (const [at, [id, name]] of [...absent].sort(([a], [b]) => (a < b ? -1 : 1)).entries())
    all.set(id, { id, name, colour: personColours[at % personColours.length] ?? 'p1' })
  return withOwnColours([...all.values()])
}

const none: readonly CommentView[] = []
export const useComments = (): readonly CommentView[] => useGuestRoom(room => room.lesson?.comments ?? none)

export function useSpeakers(): readonly Speaker[] {
  const people = useGuestRoom(room => room.people)
  const comments = useComments()
  const latest = useRef<readonly Speaker[]>([])
  // People are told anew at each step of anyone's picture; the same ones are the same list.
  return useMemo(() => {
    const next = speakersOf(people, comments)
    if (JSON.stringify(next) !== JSON.stringify(latest.current)) latest.current = next
    return latest.current
  }, [people, comments])
}

export const colourIn = (speakers: readonly Speaker[], id: string): PersonColour =>
  speakers.find(speaker => speaker.id === id)?.colour ?? 'p4'
