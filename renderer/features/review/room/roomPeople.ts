import { useMemo, useRef } from 'react'
import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { PersonView } from '../../../../electron/contract/api/people.ts'
import type { PersonColour, PersonId } from '../../../../electron/contract/records/person.ts'
import { withOwnColours } from '../../../lib/ownColours.ts'
import { usePeople } from '../../../lib/queries.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { roleWord } from '../../../lib/words.ts'

/** Someone in this conversation. */
export type RoomPerson = {
  id: PersonId
  name: string
  /** In words: “Coach”. */
  roleName: string
  role: string
  colour: PersonColour
  /** At this machine now. */
  present: boolean
}

const fromView = (person: PersonView, present: boolean): RoomPerson => ({
  id: person.id,
  name: person.name,
  role: person.role,
  roleName: roleWord(person.role),
  colour: person.colour,
  present,
})

/** Someone the library's list does not hold (yet): the comment itself still says who wrote it. */
const fromAuthor = ({ id, name, role }: CommentView['author']): RoomPerson => ({
  id,
  name,
  role,
  roleName: role.charAt(0).toUpperCase() + role.slice(1),
  colour: 'p4',
  present: false,
})

/** Those present first, in the order of their lanes, then everyone else who has written here. */
export function roomPeople(
  people: readonly PersonView[],
  present: readonly PersonId[],
  comments: readonly CommentView[],
): RoomPerson[] {
  const known = new Map(people.map(person => [person.id, person]))
  const list = present.flatMap(id => {
    const person = known.get(id)
    return person ? [fromView(person, true)] : []
  })
  const seen = new Set(list.map(({ id }) => id))
  for (const { author } of comments) {
    if (seen.has(author.id)) continue
    seen.add(author.id)
    const person = known.get(author.id)
    list.push(person ? fromView(person, false) : fromAuthor(author))
  }
  return withOwnColours(list)
}

export function useRoomPeople(comments: readonly CommentView[]): readonly RoomPerson[] {
  const people = usePeople().data
  const present = useSpeaker(state => state.present)
  const latest = useRef<readonly RoomPerson[]>([])
  // The same people are the same list: a new comment must not draw every card again.
  return useMemo(() => {
    const next = roomPeople(people ?? [], present, comments)
    if (JSON.stringify(next) !== JSON.stringify(latest.current)) latest.current = next
    return latest.current
  }, [people, present, comments])
}
