import type { SessionHere, SessionPerson, SessionView } from '../../contract/api/session.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import { recordingId } from '../../contract/records/recording.ts'
import { clockOffset, type RoundTrip } from '../../contract/session/clockOffset.ts'
import type { DoorEvent } from '../../contract/session/door.ts'
import { onOtherClock } from '../../contract/session/follow.ts'
import { answeredWith, asked } from './answered.ts'
import type { DoorClient } from './doorClient.ts'
import { HandOver } from './handOver.ts'
import type { OpenDoorTo } from './knock.ts'
import { sha256 } from './news.ts'
import { HOST_ID } from './participants.ts'
import type { RemoteStrips } from './remoteStrips.ts'
import { type TheirWordsParts, takeNews } from './theirWords.ts'
import { Watching } from './watching.ts'

export interface JoinedParts extends TheirWordsParts {
  nowMs(): number
  /** Told at whatever pages show. */
  changed(): void
  /** Told when recordings of the lesson can be watched in another way than before. */
  mediaChanged(lessonId: LessonId): void
  logUnforeseen(error: unknown): void
}

interface Joining extends OpenDoorTo {
  readonly address: string
  readonly me: PersonId
  readonly writer: string
}

const endings: Record<Extract<DoorEvent, { type: 'ended' }>['why'], (host: string) => string> = {
  ended: host => `${host} has ended the session. What you wrote is kept on your machine.`,
  refused: host => `${host} did not let you in. Nothing of yours was sent.`,
  dismissed: host => `${host} has taken you out of the session. What you wrote is kept on your machine.`,
}

/** How a session ended for a guest. */
export interface Ending {
  /** A sentence. */
  readonly ended: string
  /** The lesson, where not all that was written here has reached the host. */
  readonly unsent?: LessonId | undefined
}

const FIRST_RETRY_MS = 400
const LAST_RETRY_MS = 5000
/** So many questions for the host's time at the beginning, and then one now and then: clocks drift apart slowly. */
const FIRST_TRIPS = 5
const TRIP_EVERY_MS = 10_000
const KEPT_TRIPS = 8

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve()
    const go = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    signal.addEventListener('abort', go)
  })

/** A live session on a guest's side: keeps this machine's library and the host's in step about one lesson. */
export class JoinedSession {
  readonly #parts: JoinedParts
  readonly #joining: Joining
  readonly #client: DoorClient
  readonly #leaving = new AbortController()
  #state: 'waiting' | 'here' | 'lost' = 'waiting'
  #lessonId: LessonId | undefined
  #people: readonly SessionPerson[] = []
  #leaderId = HOST_ID
  #problem: string | undefined
  #ending: Ending | undefined
  #trips: readonly RoundTrip[] = []
  readonly watching: Watching
  readonly #known = new Set<string>()
  readonly #handOver: HandOver
  #where: SessionHere | undefined
  #telling = false
  #tellAgain = false
  readonly done: Promise<void>

  constructor(parts: JoinedParts, joining: Joining) {
    this.#parts = parts
    this.#joining = joining
    this.#client = joining.client
    this.watching = new Watching({
      nowMs: parts.nowMs,
      fetch: joining.client.media,
      changed: () => this.#lessonId !== undefined && parts.mediaChanged(this.#lessonId),
    })
    this.#handOver = new HandOver({
      library: () => parts.library(),
      me: joining.me,
      api: joining.client.api,
      reached: () => (this.#state === 'here' ? this.#lessonId : undefined),
      told: problem => {
        this.#problem = problem
        parts.changed()
      },
    })
    this.done = this.#run()
  }

  get lessonId(): LessonId | undefined {
    return this.#lessonId
  }

  /** Undefined while it goes on, and where it was left from here. */
  get ending(): Ending | undefined {
    return this.#ending
  }

  view(): SessionView {
    const { hostName, address, guestId } = this.#joining
    const offsetMs = clockOffset(this.#trips)?.offsetMs ?? 0
    return {
      side: 'guest',
      state: this.#state,
      hostName,
      address,
      ...(this.#lessonId !== undefined && { lessonId: this.#lessonId }),
      people: this.#people.map(person => ({
        ...person,
        you: person.id === guestId,
        // While the host cannot be reached, nobody can be.
        here: person.here && (this.#state === 'here' || person.id === guestId),
        ...(person.playhead && { playhead: onOtherClock(person.playhead, -offsetMs) }),
      })),
      leaderId: this.#leaderId,
      ...(this.#problem !== undefined && { problem: this.#problem }),
    }
  }

  readonly strips: RemoteStrips = {
    open: id =>
      asked(async () => ({ ...(await this.#client.api.strips({ id: recordingId.parse(id) })), jobId: null })),
    frames: stretch => asked(() => this.#client.api.frames(stretch)),
  }

  here(where: SessionHere): void {
    this.#where = where
    this.#tellWhere()
  }

  /** @throws DebriefError session.refused, notFound */
  async lead(to: string): Promise<void> {
    await asked(() => this.#client.api.lead({ to }))
  }

  /** Hands over what was written here since. Called at each change of the lesson. */
  wordsChanged(): void {
    this.#handOver.wordsChanged()
  }

  /** Tells the host, where it can be reached, and ends. @returns nothing for who was not in */
  async leave(): Promise<Ending | undefined> {
    if (this.#state !== 'lost') {
      await this.#handOver.settled()
      // Who cannot be told notices by the silence.
      await this.#client.api.leave(undefined, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
    }
    this.#leaving.abort()
    await this.done
    return (
      this.#lessonId &&
      this.#endWith(host => `You left ${host}’s session. What you wrote is kept on your machine.`)
    )
  }

  /** Says honestly what became of one's words. */
  async #endWith(why: (host: string) => string): Promise<Ending> {
    const { hostName } = this.#joining
    const lessonId = this.#lessonId
    const unsent = lessonId !== undefined && (await this.#handOver.owes(lessonId)) ? lessonId : undefined
    const rest = unsent && ` The last of it has not reached ${hostName}: a package brings it there.`
    return { ended: `${why(hostName)}${rest ?? ''}`, unsent }
  }

  async #run(): Promise<void> {
    const { signal } = this.#leaving
    let retryMs = FIRST_RETRY_MS
    while (!signal.aborted && this.#ending === undefined) {
      const connected = new AbortController()
      const both = AbortSignal.any([signal, connected.signal])
      try {
        const stream = await this.#client.api.stream({ known: [...this.#known] }, { signal })
        retryMs = FIRST_RETRY_MS
        void this.#keepTime(both)
        for await (const event of stream) await this.#take(event)
      } catch (error) {
        await this.#failed(error)
      }
      connected.abort()
      if (signal.aborted || this.#ending !== undefined) break
      if (this.#state !== 'waiting') this.#state = 'lost'
      this.#parts.changed()
      await wait(retryMs, signal)
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
    }
    await this.#client.close()
    this.#parts.changed()
    if (this.#lessonId !== undefined) this.#parts.mediaChanged(this.#lessonId)
  }

  async #failed(error: unknown): Promise<void> {
    const told = answeredWith(error)
    if (told?.code === 'session.refused' && told.data.subject === 'token')
      this.#ending = await this.#endWith(() => told.message)
    else if (told && told.code !== 'cancelled') this.#problem = told.message
  }

  async #take(event: DoorEvent): Promise<void> {
    if (event.type === 'ended') {
      await this.#handOver.settled()
      this.#ending = await this.#endWith(endings[event.why])
    } else if (event.type === 'admitted') {
      this.#lessonId ??= event.lessonId
      this.#tellWhere()
    } else if (event.type === 'people') {
      this.#people = event.people
      this.#leaderId = event.leaderId
    } else if (event.type === 'news') await this.#takeNews(event)
    this.#parts.changed()
  }

  async #takeNews(news: Extract<DoorEvent, { type: 'news' }>): Promise<void> {
    const { me, writer } = this.#joining
    const lessonId = this.#lessonId
    if (lessonId === undefined) return
    try {
      const has = await takeNews(news, { me, writer, lessonId }, this.#parts)
      for (const id of has) this.#handOver.hostHas.add(id)
      for (const file of news.files) this.#known.add(sha256(file))
      if (this.watching.take(news.recordings)) this.#parts.mediaChanged(lessonId)
      const returns = this.#state !== 'here'
      this.#state = 'here'
      if (returns) this.wordsChanged()
    } catch (error) {
      const told = answeredWith(error)
      if (!told) this.#parts.logUnforeseen(error)
      this.#problem = told?.message ?? 'Something that the host sent could not be taken in.'
    }
  }

  #tellWhere(): void {
    this.#tellAgain = true
    if (this.#telling || !this.#where || this.#lessonId === undefined) return
    this.#telling = true
    this.#sendWhere().finally(() => {
      this.#telling = false
    })
  }

  /** Only the newest place counts: what was overtaken while another was on its way is never sent. */
  async #sendWhere(): Promise<void> {
    while (this.#tellAgain && this.#where) {
      this.#tellAgain = false
      const where = this.#where
      const offsetMs = clockOffset(this.#trips)?.offsetMs ?? 0
      try {
        await this.#client.api.here({ ...where, playhead: onOtherClock(where.playhead, offsetMs) })
      } catch {
        // The stream notices that the host is gone, and says so; on return the place is told anew.
        return
      }
    }
  }

  async #keepTime(signal: AbortSignal): Promise<void> {
    for (let turn = 1; !signal.aborted; turn += 1) {
      const sentMs = this.#parts.nowMs()
      try {
        const { nowMs: otherMs } = await this.#client.api.time(undefined, { signal })
        const trip = { sentMs, otherMs, receivedMs: this.#parts.nowMs() }
        this.#trips = [...this.#trips.slice(1 - KEPT_TRIPS), trip]
        if (turn === FIRST_TRIPS) this.#tellWhere()
      } catch {
        // As above: the stream says it.
      }
      await wait(turn < FIRST_TRIPS ? 50 : TRIP_EVERY_MS, signal)
    }
  }
}
