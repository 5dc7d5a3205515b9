import { createHash, randomBytes } from 'node:crypto'
import type { SessionHere } from '../../contract/api/session.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonColour } from '../../contract/records/person.ts'
import type { DoorGuest } from '../../contract/session/door.ts'
import type { KeptGuest } from './brokenOff.ts'

/** Someone who proved the code. */
export interface Guest {
  readonly id: string
  /** In a browser, without a Debrief: the key to the recordings, for the addresses of the page’s player. */
  readonly mediaKey?: string
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

interface GuestsParts {
  nowMs(): number
  /** Who was let in before the host's program was cut off: their tokens still hold. */
  readonly before: readonly KeptGuest[]
  /** Told whenever others are in than before. */
  admittedChanged(guests: readonly KeptGuest[]): void
}

/** Who is at the door and who was let in; each with a token of their own, of which only the hash is kept. */
export function createGuests({ nowMs, before: restored, admittedChanged }: GuestsParts) {
  const byToken = new Map<string, Guest>(
    restored.map(({ id, tokenHash, who, colour }) => {
      const away = { from: '', sinceMs: nowMs(), state: 'admitted' as const, streams: 0, here: undefined }
      return [tokenHash, { id, who, colour, ...away, handed: new Set<string>() }] as const
    }),
  )
  let counted = Math.max(0, ...restored.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0)))

  const all = (): readonly Guest[] => [...byToken.values()]
  let told = ''
  const tellAdmitted = (): void => {
    // A page that the host was lost to asks anew: it has nothing that has to be brought together again.
    const guests = [...byToken].flatMap(([tokenHash, { id, who, colour, state, mediaKey }]) =>
      state === 'admitted' && mediaKey === undefined ? [{ id, tokenHash, who, colour }] : [],
    )
    const text = JSON.stringify(guests)
    if (text !== told) admittedChanged(guests)
    told = text
  }
  const drop = (guest: Guest): void => {
    for (const [token, each] of byToken) if (each === guest) byToken.delete(token)
    tellAdmitted()
  }

  return {
    all,
    admitted: (): readonly Guest[] => all().filter(({ state }) => state === 'admitted'),
    /** Whoever asks and is still there to hear the answer. */
    waiting: (): readonly Guest[] => all().filter(({ state, streams }) => state === 'waiting' && streams > 0),
    find: (id: string): Guest | undefined => all().find(guest => guest.id === id),
    drop,

    /** The host's answer to who waits. */
    answer: (guest: Guest, admit: boolean): void => {
      guest.state = admit ? 'admitted' : 'refused'
      if (admit) tellAdmitted()
    },

    /** @throws DebriefError session.refused where there are too many */
    add: (
      who: DoorGuest,
      from: string,
      mediaKey?: string,
    ): { readonly guest: Guest; readonly token: string } => {
      for (const each of all())
        if (each.state === 'waiting' && each.streams === 0 && nowMs() - each.sinceMs > SILENT_MS) drop(each)
      // The same machine comes back: it need not be let in twice, and its old token is void.
      const before = all().find(
        each =>
          mediaKey === undefined &&
          each.mediaKey === undefined &&
          each.who.key === who.key &&
          each.who.personId === who.personId &&
          each.who.writer === who.writer,
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
        ...(mediaKey !== undefined && { mediaKey }),
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
      if (known) tellAdmitted()
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
