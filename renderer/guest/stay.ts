import { ORPCError } from '@orpc/client'
import { errorData } from '../../electron/contract/errors.ts'
import type { Role } from '../../electron/contract/records/person.ts'
import { ELSEWHERE } from '../../electron/contract/session/browserDoor.ts'
import { clockOffset, type RoundTrip } from '../../electron/contract/session/clockOffset.ts'
import { api, dropProofs, dropSeat, keepProof, keepSeat, keptSeat, proofOf } from './guestApi.ts'
import { backToTheDoor, end, inRoom, take, useGuestRoom } from './guestRoom.ts'
import { sendUnsent } from './unsent.ts'

const FIRST_RETRY_MS = 400
const LAST_RETRY_MS = 5000
/** So many questions for the host's time at the beginning, and then one now and then: each also tells that the host is there. */
const FIRST_TRIPS = 5
const TRIP_EVERY_MS = 3000
const KEPT_TRIPS = 8
/** A host that does not answer for so long cannot be reached. */
const SILENT_MS = 7000

/** The host says that there is no place for us any more, or that nothing is at this address: the session is over for this tab. */
function whyOver(error: unknown): 'elsewhere' | 'over' | undefined {
  if (!(error instanceof ORPCError)) return undefined
  if (error.code !== 'session.refused') return error.status === 404 ? 'over' : undefined
  return errorData.safeParse(error.data).data?.subject === ELSEWHERE ? 'elsewhere' : 'over'
}

/**
 * Asks for the host's time as long as it is there, and takes the quickest answer for the right one.
 * @throws where the host does not answer
 */
async function keepTime(signal: AbortSignal): Promise<void> {
  let trips: readonly RoundTrip[] = []
  for (let turn = 1; !signal.aborted; turn += 1) {
    const sentMs = Date.now()
    const { nowMs: otherMs } = await api.time(undefined, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(SILENT_MS)]),
    })
    trips = [...trips.slice(1 - KEPT_TRIPS), { sentMs, otherMs, receivedMs: Date.now() }]
    inRoom({ offsetMs: clockOffset(trips)?.offsetMs ?? 0 })
    if (turn >= FIRST_TRIPS) await new Promise(done => setTimeout(done, TRIP_EVERY_MS))
  }
}

/** Who was let in is known again by it; who was not has nothing, and takes nothing from who was. */
function keepOwnProof(): void {
  const seat = keptSeat()
  if (seat) keepProof(seat.name, seat.proof)
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
      const both = AbortSignal.any([signal, connected.signal])
      const stream = await api.stream(undefined, { signal: both })
      // A network that is gone says nothing: the stream would wait for ever.
      keepTime(both).catch(() => connected.abort())
      for await (const event of stream) {
        retryMs = FIRST_RETRY_MS
        if (useGuestRoom.getState().lost) inRoom({ lost: false })
        take(event)
        if (event.type === 'ended' && event.why === 'ended') dropProofs()
        if (event.type === 'admitted') {
          keepOwnProof()
          void sendUnsent()
        }
      }
    } catch (error) {
      const why = whyOver(error)
      if (!signal.aborted && why) end(why)
    }
    connected.abort()
    if (signal.aborted) return
    if (useGuestRoom.getState().phase === 'ended') return dropSeat()
    inRoom({ lost: true })
    await new Promise(done => setTimeout(done, retryMs))
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }
}

interface Asking {
  readonly name: string
  readonly role: Role
  readonly code: string
}
/** Who asked last in this tab, and with which code; gone where the page is loaded anew. */
let asked: Asking | undefined

/** Tells name and code to the host. @throws ORPCError with a sentence where it does not take them */
export async function askToJoin(who: Asking): Promise<void> {
  asked = who
  const seat = await api.join({ ...who, proof: proofOf(who.name) })
  keepSeat({ ...seat, name: who.name })
  inRoom({ phase: 'waiting', hostName: seat.hostName, elsewhere: false })
  void stay()
}

/** Takes the place that another tab has taken up again: the host is asked, like each time. The door where the code is not known here any more. */
export async function goOnHere(): Promise<void> {
  if (!asked) return backToTheDoor()
  // Whatever is wrong with the code by now, the form says once it is typed.
  await askToJoin(asked).catch(backToTheDoor)
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
