import { ORPCError } from '@orpc/client'
import type { Role } from '../../electron/contract/records/person.ts'
import { clockOffset, type RoundTrip } from '../../electron/contract/session/clockOffset.ts'
import { api, dropSeat, keepSeat, keptSeat } from './guestApi.ts'
import { backToTheDoor, end, inRoom, take, useGuestRoom } from './guestRoom.ts'
import { sendUnsent } from './unsent.ts'

const FIRST_RETRY_MS = 400
const LAST_RETRY_MS = 5000
const TRIPS = 5

/** The host says that there is no place for us any more, or that nothing is at this address: the session is over. */
const isOver = (error: unknown): boolean =>
  error instanceof ORPCError && (error.code === 'session.refused' || error.status === 404)

/** Asks for the host's time and takes the quickest answer for the right one. */
async function keepTime(signal: AbortSignal): Promise<void> {
  const trips: RoundTrip[] = []
  for (let turn = 0; turn < TRIPS && !signal.aborted; turn += 1) {
    const sentMs = Date.now()
    const { nowMs: otherMs } = await api.time(undefined, { signal })
    trips.push({ sentMs, otherMs, receivedMs: Date.now() })
  }
  inRoom({ offsetMs: clockOffset(trips)?.offsetMs ?? 0 })
}

let leaving = new AbortController()

/** Hears what the host tells until the session is over for us; a host that is lost is tried again. */
async function stay(): Promise<void> {
  leaving.abort()
  leaving = new AbortController()
  const { signal } = leaving
  let retryMs = FIRST_RETRY_MS
  while (!signal.aborted) {
    const connected = new AbortController()
    try {
      const stream = await api.stream(undefined, { signal })
      // The stream itself says where the host cannot be asked for its time.
      keepTime(AbortSignal.any([signal, connected.signal])).catch(() => undefined)
      for await (const event of stream) {
        retryMs = FIRST_RETRY_MS
        if (useGuestRoom.getState().lost) inRoom({ lost: false })
        take(event)
        if (event.type === 'admitted') void sendUnsent()
      }
    } catch (error) {
      if (!signal.aborted && isOver(error)) end('ended')
    }
    connected.abort()
    if (signal.aborted) return
    if (useGuestRoom.getState().phase === 'ended') return dropSeat()
    inRoom({ lost: true })
    await new Promise(done => setTimeout(done, retryMs))
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }
}

/** Tells name and code to the host. @throws ORPCError with a sentence where it does not take them */
export async function askToJoin(who: { name: string; role: Role; code: string }): Promise<void> {
  const seat = await api.join(who)
  keepSeat(seat)
  inRoom({ phase: 'waiting', hostName: seat.hostName })
  void stay()
}

/** After the page was loaded anew. */
export function stayWhereWeWere(): void {
  const seat = keptSeat()
  if (!seat) return
  inRoom({ phase: 'waiting', hostName: seat.hostName })
  void stay()
}

/** Leaves the session, or stops asking. */
export async function leave(): Promise<void> {
  // A host that cannot be told notices by the silence.
  await api.leave().catch(() => undefined)
  leaving.abort()
  dropSeat()
  const { hostName, phase } = useGuestRoom.getState()
  if (phase === 'waiting') return backToTheDoor()
  const ended = `You left ${hostName}’s session. What you wrote is kept in ${hostName}’s library.`
  inRoom({ phase: 'ended', ended, lost: false, lesson: undefined, people: [] })
}
