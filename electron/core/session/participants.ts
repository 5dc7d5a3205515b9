import type { SessionHere, SessionPerson, WaitingGuest } from '../../contract/api/session.ts'
import type { Person, PersonId } from '../../contract/records/person.ts'
import type { Library } from '../library/library.types.ts'
import type { Guest } from './guest.types.ts'

/** How whoever hosts is known among the participants. */
export const HOST_ID = 'host'

export type Who = Pick<Person, 'name' | 'role' | 'colour'> & { readonly id: PersonId }

/** Everyone in a session, the host first. @param you whose eyes it is for; nobody's where it goes to guests */
export function peopleOf(
  host: Who & { readonly here: SessionHere | undefined },
  guests: readonly Guest[],
  you?: string,
): SessionPerson[] {
  const { id: personId, here, ...who } = host
  return [
    person({ id: HOST_ID, personId, ...who, here: true, you: you === HOST_ID }, here),
    ...guests.map(guest => {
      const { id, who: said, colour, streams } = guest
      const { personId: theirs, name, role } = said
      return person(
        { id, personId: theirs, name, role, colour, here: streams > 0, you: id === you },
        guest.here,
      )
    }),
  ]
}

const person = (
  who: Omit<SessionPerson, 'playhead' | 'typing' | 'follows'>,
  where: SessionHere | undefined,
): SessionPerson => ({
  ...who,
  ...(where && { playhead: where.playhead }),
  typing: who.here && (where?.typing ?? false),
  follows: where?.follows ?? false,
})

/** Someone who waits for the host's answer, and whether their name alone proves nothing. */
export const waitingView = (
  { id, who: { personId, key, name, role }, from, browser }: Guest,
  { isLocal, library }: { isLocal(id: string): boolean; library(): Library },
): WaitingGuest => ({
  id,
  name,
  role,
  from,
  browser: browser !== undefined,
  namesake: browser?.namesake ?? false,
  knownElsewhere: !browser && (isLocal(personId) || library().keys.knownByOther(personId, key)),
})
