import { randomBytes } from 'node:crypto'
import { DebriefError } from '../../contract/errors.ts'
import { ELSEWHERE } from '../../contract/session/browserDoor.ts'
import type { DoorGuest } from '../../contract/session/door.ts'
import type { KeptSeats } from './brokenOff.ts'
import type { BrowserKeys, Guest } from './guest.types.ts'
import { seatsOf, withProof } from './keptSeats.ts'
import { sha256 } from './news.ts'
import { isSameHex } from './proof.ts'

/** More do not fit around one lesson. */
const MOST_GUESTS = 24
/** Who proves the code and then does not ask is forgotten. */
const SILENT_MS = 60_000
/** So many tabs that were left for another one are told so when they ask late, because their machine slept. */
const MOST_LEFT_TABS = 100

/** @throws DebriefError session.refused */
export const refusedToken = () =>
  new DebriefError(
    'session.refused',
    'This session has ended, or the host took you out of it. What you wrote is kept on your machine.',
    { subject: 'token' },
  )

/** What a tab is told whose place another tab of the same browser has taken. */
const refusedTab = () =>
  new DebriefError(
    'session.refused',
    'This place in the session was taken up in another tab of this browser.',
    {
      subject: ELSEWHERE,
    },
  )

/** @throws DebriefError session.refused for who waits */
export function letInOrThrow(guest: Guest): Guest {
  if (guest.state === 'admitted') return guest
  throw new DebriefError('session.refused', 'The host has not let you in yet. Wait for the answer.')
}

interface GuestsParts {
  nowMs(): number
  /** Who was let in before the host's program was cut off: their tokens still hold. */
  readonly before: KeptSeats
  /** Told whenever others are in than before. */
  admittedChanged(seats: KeptSeats): void
}

/** Who is at the door and who was let in; each with a token of their own, of which only the hash is kept. */
export function createGuests({ nowMs, before: restored, admittedChanged }: GuestsParts) {
  const byToken = new Map<string, Guest>(
    [...restored.guests, ...restored.browsers].map(({ tokenHash, ...kept }) => {
      const away = { from: '', sinceMs: nowMs(), state: 'admitted' as const, streams: 0, here: undefined }
      return [tokenHash, { ...kept, ...away, handed: new Set<string>() }] as const
    }),
  )
  let proofs = restored.proofs
  /** Hashes of the tokens of tabs that were left for another one. */
  const leftTabs = new Set<string>()
  let counted = Math.max(0, ...[...byToken.values()].map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0)))

  const all = (): readonly Guest[] => [...byToken.values()]
  let told = ''
  const tellAdmitted = (): void => {
    const seats = seatsOf(byToken, proofs)
    const text = JSON.stringify(seats)
    if (text !== told) admittedChanged(seats)
    told = text
  }
  const drop = (guest: Guest): void => {
    for (const [token, each] of byToken) if (each === guest) byToken.delete(token)
    tellAdmitted()
  }
  /** Someone takes the place that they had up anew; what they had before hears of it. */
  const replace = (guest: Guest): void => {
    guest.state = guest.browser ? 'elsewhere' : 'left'
    if (guest.browser) for (const [token, each] of byToken) if (each === guest) leftTabs.add(token)
    for (const oldest of [...leftTabs].slice(0, -MOST_LEFT_TABS)) leftTabs.delete(oldest)
    drop(guest)
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
      if (!admit) return
      if (guest.browser) proofs = withProof(proofs, guest.who, guest.browser)
      tellAdmitted()
    },

    /** @throws DebriefError session.refused where there are too many */
    add: (
      who: DoorGuest,
      from: string,
      browser?: BrowserKeys,
    ): { readonly guest: Guest; readonly token: string } => {
      for (const each of all())
        if (each.state === 'waiting' && each.streams === 0 && nowMs() - each.sinceMs > SILENT_MS) drop(each)
      // The same machine comes back: its old token is void.
      const before = all().find(
        each =>
          each.browser?.proofHash === browser?.proofHash &&
          each.who.key === who.key &&
          each.who.personId === who.personId &&
          each.who.writer === who.writer,
      )
      // It need not be let in twice; a browser may be used by several, so there the host looks anew.
      const known = before?.state === 'admitted' && !browser ? before : undefined
      if (before) replace(before)
      if (byToken.size >= MOST_GUESTS)
        throw new DebriefError('session.refused', 'There are as many people in this session as fit in one.')
      const token = randomBytes(32).toString('base64url')
      counted += 1
      const guest: Guest = {
        id: known?.id ?? `guest-${counted}`,
        ...(browser && { browser }),
        who: known?.who ?? who,
        from,
        sinceMs: nowMs(),
        state: known ? 'admitted' : 'waiting',
        streams: 0,
        colour: known?.colour ?? who.colour,
        here: known?.here,
        handed: new Set(),
      }
      byToken.set(sha256(token), guest)
      if (known) tellAdmitted()
      return { guest, token }
    },

    /** Who was let in earlier in this session under the name they typed, and proves it with what their browser was given then. */
    proven: (typed: string, proof: string) =>
      proofs.find(known => known.typed === typed && isSameHex(known.proofHash, sha256(proof))),

    /** @throws DebriefError session.refused for a token that is not, or no more, someone's; subject `elsewhere` for that of a tab that was left */
    of: (token: string | undefined): Guest => {
      const hash = token === undefined ? '' : sha256(token)
      const guest = byToken.get(hash)
      if (guest) return guest
      throw leftTabs.has(hash) ? refusedTab() : refusedToken()
    },

    clear: (): void => {
      byToken.clear()
      leftTabs.clear()
      proofs = []
    },
  }
}
export type Guests = ReturnType<typeof createGuests>
