import { z } from 'zod'
import { LEAN_PART, LIVE_PART, RATE_HEADER } from '../../contract/api/doors.ts'
import { type RecordingView, type StreamRate, streamRate } from '../../contract/api/lessons.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { DoorClient } from './doorClient.ts'
import { metered } from './metered.ts'
import { type Carried, copyBits, leanBits, RateChoice } from './rateChoice.ts'

interface WatchingParts {
  nowMs(): number
  readonly fetch: DoorClient['media']
  /** Told when a recording is to be played in another way than before. */
  changed(): void
}

/** A recording as its bytes come from the host. */
interface Watched {
  readonly choice: RateChoice
  /** What the host itself would play, bits a second; known with its first bytes. */
  fullBits: number | undefined
  copyBits: number
  leanBits: number
  /** The rates that the host turned out not to have. */
  readonly without: Set<StreamRate>
}

/** A lower rate is worth its poorer picture where it takes less than this share of what is above it. */
const WORTH = 0.7

/** The recordings of a session's lesson that a guest has from the host, each at the rate that the network carries. */
export class Watching {
  readonly #parts: WatchingParts
  #views = new Map<string, RecordingView>()
  readonly #watched = new Map<string, Watched>()

  constructor(parts: WatchingParts) {
    this.#parts = parts
  }

  /** How the host can play its recordings. @returns whether that is another way than before */
  take(views: readonly RecordingView[]): boolean {
    const before = JSON.stringify([...this.#views.values()])
    this.#views = new Map(views.map(view => [view.id, view]))
    return before !== JSON.stringify(views)
  }

  sends(id: string): boolean {
    const view = this.#views.get(id)
    return view !== undefined && !view.missing
  }

  /** A recording that is not on this machine, as pages play it; undefined where the host does not send it. */
  shown(local: RecordingView): RecordingView | undefined {
    const there = this.#views.get(local.id)
    if (!there || there.missing) return undefined
    const { hasPoster, proxy, source } = there
    const streams = this.#of(local.id).choice.rate
    const full = { ...local, missing: false, hasPoster, streams }
    // At a lower rate it comes in cells, like a copy that is being made.
    return streams === 'full' ? { ...full, proxy, source } : { ...full, proxy: 'none', source: 'live' }
  }

  /** @throws DebriefError where the host cannot be reached: media.missing; for cells, which are to be asked for again, cancelled */
  async media(id: string, part: string, query: URLSearchParams, request: Request): Promise<Response> {
    if (part === LIVE_PART) return this.#cell(id, query, request)
    const answer = await this.#ask(id, part, query, request)
    if (part !== 'original' && part !== 'proxy') return answer.response
    const { durationMs = 0 } = this.#views.get(id) ?? {}
    const total = totalBytes(answer.response)
    if (total !== undefined && durationMs > 0) this.#of(id).fullBits = (8000 * total) / durationMs
    return metered(answer, this.#parts.nowMs, carried => this.#carried(id, 'full', carried))
  }

  async #cell(id: string, query: URLSearchParams, request: Request): Promise<Response> {
    const watched = this.#of(id)
    const rate = streamRate.safeParse(query.get('rate')).data ?? this.#rateOfCells(id)
    const cell = new URLSearchParams({ cell: query.get('cell') ?? '' })
    const answer = await this.#ask(id, rate === 'lean' ? LEAN_PART : LIVE_PART, cell, request)
    if (rate !== 'full' && !watched.without.has(rate) && (await cannotBeMade(answer.response))) {
      watched.without.add(rate)
      if (watched.choice.withdraw()) this.#parts.changed()
      return this.#cell(id, cell, request)
    }
    answer.response.headers.set(RATE_HEADER, rate)
    // While a cell is being made, waiting for it says nothing of the network.
    if (cell.get('cell') === 'head' || !answer.response.headers.has('content-length')) return answer.response
    return metered(answer, this.#parts.nowMs, carried => this.#carried(id, rate, carried))
  }

  /** A page may still watch in cells what it could have whole by now. */
  #rateOfCells(id: string): StreamRate {
    const { choice } = this.#of(id)
    const whole = choice.rate === 'full' && this.#views.get(id)?.source === 'original'
    return whole ? 'copy' : choice.rate
  }

  /** The rates of a recording, the highest first. */
  #rungs(id: string): readonly StreamRate[] {
    const view = this.#views.get(id)
    const { fullBits = 0, without, ...watched } = this.#of(id)
    if (!view || view.width === 0) return ['full']
    const rungs: StreamRate[] = ['full']
    let above = fullBits
    for (const [rate, bits] of [
      ['copy', watched.copyBits],
      ['lean', watched.leanBits],
    ] as const) {
      const isThere = !without.has(rate) && (rate === 'lean' || view.source === 'original')
      if (!isThere || (above > 0 && bits > above * WORTH)) continue
      rungs.push(rate)
      above = bits
    }
    return rungs
  }

  #carried(id: string, rate: StreamRate, { bytes, waitedMs, whole }: Carried & { whole?: number }): void {
    const watched = this.#of(id)
    // A cell is two seconds of the recording.
    if (whole !== undefined && rate === 'full' && this.#views.get(id)?.source !== 'original')
      watched.fullBits = weighed(watched.fullBits, whole)
    else if (whole !== undefined && rate === 'copy') watched.copyBits = weighed(watched.copyBits, whole)
    else if (whole !== undefined && rate === 'lean') watched.leanBits = weighed(watched.leanBits, whole)
    if (rate !== watched.choice.rate) return
    const needs = { full: watched.fullBits, copy: watched.copyBits, lean: watched.leanBits }
    if (watched.choice.carried({ bytes, waitedMs }, this.#rungs(id), needs)) this.#parts.changed()
  }

  async #ask(id: string, part: string, query: URLSearchParams, request: Request) {
    const askedMs = this.#parts.nowMs()
    const text = query.toString()
    try {
      const response = await this.#parts.fetch(id, part, text === '' ? '' : `?${text}`, request)
      return { response, askedMs }
    } catch (error) {
      if (request.signal.aborted) throw error
      throw new DebriefError(
        part === LIVE_PART || part === LEAN_PART ? 'cancelled' : 'media.missing',
        'The host of the session cannot be reached, so its recording does not come. It goes on when the host is back.',
        {},
        error,
      )
    }
  }

  #of(id: string): Watched {
    const known = this.#watched.get(id)
    if (known) return known
    const choice = new RateChoice(this.#parts.nowMs)
    const watched: Watched = { choice, fullBits: undefined, copyBits, leanBits, without: new Set() }
    this.#watched.set(id, watched)
    return watched
  }
}

/** The host has no such copy and will not have one: not where it is only busy with other parts, or the session is over. */
async function cannotBeMade(answer: Response): Promise<boolean> {
  if (answer.ok) return false
  const told = failure.safeParse(
    await answer
      .clone()
      .json()
      .catch(() => undefined),
  )
  return told.success && /^(media|tools|disk)\./.test(told.data.code)
}
const failure = z.object({ code: z.string() })

/** What cells weigh, as the last ones did. @param bytes of a cell, two seconds */
const weighed = (bits: number | undefined, bytes: number): number => {
  const these = 4 * bytes
  return bits === undefined ? these : 0.7 * bits + 0.3 * these
}

/** How long the whole file is that an answer is part of. */
function totalBytes({ status, headers }: Response): number | undefined {
  const total =
    status === 206
      ? /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]
      : status === 200
        ? headers.get('content-length')
        : undefined
  return total == null ? undefined : Number(total)
}
