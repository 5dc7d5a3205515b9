import { createHash, randomBytes } from 'node:crypto'
import type { SessionHere } from '../../contract/api/session.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonColour } from '../../contract/records/person.ts'
import type { DoorGuest } from '../../contract/session/door.ts'

/** Someone who proved the code. */
export interface Guest {
  readonly id: string
  readonly who: DoorGuest
  /** Where they call from. */
  readonly from: string
  readonly sinceMs: number
  state: 'waiting' | 'admitted' | 'refused' | 'dismissed' | 'left'
  /** How many streams of events are open to their machine. */
  streams: number
  /** As the host's library shows them. */
  colour: PersonColour
  here: SessionHere | undefined
  /** SHA-256 of the files that they handed in, and need not hear of. */
  readonly handed: Set<string>
}

/** More do not fit around one lesson. */
const MOST_GUESTS = 24
/** Who proves the code and then does not ask is forgotten. */
const SILENT_MS = 60_000

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** @throws DebriefError session.refused */
export const refusedToken = () =>
  new DebriefError(
    'session.refused',
    'This session has ended, or the host took you out of it. What you wrote is kept on your machine.',
    { subject: 'token' },
  )

/** Who is at the door and who was let in; each with a token of their own, of which only the hash is kept. */
export function createGuests(nowMs: () => number) {
  const byToken = new Map<string, Guest>()
  let counted = 0

  const all = (): readonly Guest[] => [...byToken.values()]
  const drop = (guest: Guest): void => {
    for (const [token, each] of byToken) if (each === guest) byToken.delete(token)
  }

  return {
    all,
    admitted: (): readonly Guest[] => all().filter(({ state }) => state === 'admitted'),
    /** Whoever asks and is still there to hear the answer. */
    waiting: (): readonly Guest[] => all().filter(({ state, streams }) => state === 'waiting' && streams > 0),
    find: (id: string): Guest | undefined => all().find(guest => guest.id === id),
    drop,

    /** @throws DebriefError session.refused where there are too many */
    add: (who: DoorGuest, from: string): { readonly guest: Guest; readonly token: string } => {
      for (const each of all())
        if (each.state === 'waiting' && each.streams === 0 && nowMs() - each.sinceMs > SILENT_MS) drop(each)
      // The same machine comes back: it need not be let in twice, and its old token is void.
      const before = all().find(
        each =>
          each.who.key === who.key && each.who.personId === who.personId && each.who.writer === who.writer,
      )
      const known = before?.state === 'admitted' ? before : undefined
      if (before) {
        drop(before)
        before.state = 'left'
      }
      if (byToken.size >= MOST_GUESTS)
        throw new DebriefError('session.refused', 'There are as many people in this session as fit in one.')
      const token = randomBytes(32).toString('base64url')
      counted += 1
      const guest: Guest = {
        id: known?.id ?? `guest-${counted}`,
        who: known?.who ?? who,
        from,
        sinceMs: nowMs(),
        state: known ? 'admitted' : 'waiting',
        streams: 0,
        colour: known?.colour ?? who.colour,
        here: known?.here,
        handed: new Set(),
      }
      byToken.set(hashOf(token), guest)
      return { guest, token }
    },

    /** @throws DebriefError session.refused for a token that is not, or no more, someone's */
    of: (token: string | undefined): Guest => {
      const guest = token === undefined ? undefined : byToken.get(hashOf(token))
      if (guest) return guest
      throw refusedToken()
    },

    clear: (): void => byToken.clear(),
  }
}
export type Guests = ReturnType<typeof createGuests>
