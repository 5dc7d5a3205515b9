import type { SessionPerson } from '../../contract/api/session.ts'
import type { Guest } from './guest.types.ts'
import type { Pulse } from './pulse.ts'

/** The session, as everyone hears of it. */
export interface Heard {
  readonly pulse: Pulse
  hasEnded(): boolean
  people(): { readonly people: SessionPerson[]; readonly leaderId: string }
  /** Counts the changes of the lesson. */
  words(): number
  /** Someone hears now, or does not any more. */
  tell(): void
  /** Nobody hears what is told to this guest any more. */
  left(guest: Guest): void
}

/** What one kind of guests hears beside that. */
export interface Own<Event, Why extends Guest['state']> {
  /** The states of a guest that are told as the end. */
  readonly endings: readonly Why[]
  readonly admitted: Event
  /** What is new of the lesson since the last time. */
  news(): Promise<readonly Event[]>
}

type Common<Why> =
  | { type: 'waiting' }
  | { type: 'people'; people: SessionPerson[]; leaderId: string }
  | { type: 'ended'; why: 'ended' | Why }

/** What a guest hears of, from now on, until it is over for them. */
export async function* guestStream<Event, Why extends Guest['state']>(
  guest: Guest,
  heard: Heard,
  own: Own<Event, Why>,
  signal: AbortSignal,
): AsyncGenerator<Common<Why> | Event, void> {
  guest.streams += 1
  heard.tell()
  try {
    yield* events(guest, heard, own, signal)
  } finally {
    guest.streams -= 1
    if (guest.streams === 0) heard.left(guest)
  }
}

async function* events<Event, Why extends Guest['state']>(
  guest: Guest,
  { pulse, hasEnded, people, words }: Heard,
  { endings, admitted, news }: Own<Event, Why>,
  signal: AbortSignal,
): AsyncGenerator<Common<Why> | Event, void> {
  let said: Guest['state'] | undefined
  let told = ''
  let counted = -1
  while (!signal.aborted) {
    const seen = pulse.count
    if (hasEnded()) return yield { type: 'ended', why: 'ended' }
    const why = endings.find(each => each === guest.state)
    if (why) return yield { type: 'ended', why }
    if (guest.state !== 'waiting' && guest.state !== 'admitted') return
    if (said !== guest.state) {
      said = guest.state
      yield said === 'waiting' ? { type: 'waiting' } : admitted
    }
    if (guest.state === 'admitted') {
      const who = { type: 'people' as const, ...people() }
      const text = JSON.stringify(who)
      if (text !== told) yield who
      told = text
      if (counted !== words()) {
        counted = words()
        yield* await news()
      }
    }
    await pulse.past(seen, signal)
  }
}
