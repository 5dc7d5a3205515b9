import type { StreamRate } from '../../contract/api/lessons.ts'

/** A stretch of bytes as it came from the host. */
export interface Carried {
  readonly bytes: number
  /** How long they were waited for, ms: what nobody waited for, no network was slow at. */
  readonly waitedMs: number
}

/** What each rate needs, bits a second; undefined where nobody knows yet. */
export type Needs = Readonly<Record<StreamRate, number | undefined>>

/** Guesses until the first cells of it were weighed. */
export const copyBits = 3_000_000
export const leanBits = 520_000

/** As much waiting as this is enough to judge by. */
const WINDOW_MS = 6000
/** What came longer ago than this says nothing of the network now. */
const OLD_MS = 15_000
const MOST_STRETCHES = 256
/** Shorter waiting is the usual up and down. */
const SLOW_MS = 2500
/** So many bytes are enough to judge a quick network by. */
const ENOUGH_BYTES = 200_000
/** The network carries a rate where it carries a little more than that: people talk and write meanwhile. */
const MARGIN = 1.1
/** It carries a higher one where there is room besides. */
const ROOM = 1.6
const FIRST_PATIENCE_MS = 10_000
const MOST_PATIENCE_MS = 5 * 60_000

/**
 * At which rate a guest has a recording from the host. It goes down where what comes is waited for longer than it plays, and up again one rung
 * at a time where much more would come; who had to go down again soon after waits twice as long the next time.
 */
export class RateChoice {
  readonly #nowMs: () => number
  #rate: StreamRate = 'full'
  #stretches: (Carried & { readonly atMs: number })[] = []
  #sinceMs: number
  #wentUp = false
  #patienceMs = FIRST_PATIENCE_MS

  /** @param nowMs ms since any moment */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
    this.#sinceMs = nowMs()
  }

  get rate(): StreamRate {
    return this.#rate
  }

  /**
   * Takes note of what came at the present rate.
   * @param rungs the rates that there are of this recording, the highest first @returns whether the rate is another one now
   */
  carried(stretch: Carried, rungs: readonly StreamRate[], needs: Needs): boolean {
    this.#stretches.push({ ...stretch, atMs: this.#nowMs() })
    this.#forget()
    const waitedMs = this.#sum('waitedMs')
    const bytes = this.#sum('bytes')
    const bitsPerSecond = (8000 * bytes) / Math.max(1, waitedMs)
    const at = rungs.indexOf(this.#rate)
    const need = needs[this.#rate]
    if (waitedMs >= SLOW_MS && need !== undefined && bitsPerSecond < need * MARGIN) {
      const lower = rungs.slice(at + 1)
      const carries = (rate: StreamRate) => (needs[rate] ?? 0) * MARGIN <= bitsPerSecond
      return this.#go(lower.find(carries) ?? lower.at(-1))
    }
    const higher = at > 0 ? rungs[at - 1] : undefined
    const room = higher !== undefined && bitsPerSecond >= (needs[higher] ?? Number.POSITIVE_INFINITY) * ROOM
    const calm = this.#nowMs() - this.#sinceMs >= this.#patienceMs
    return room && calm && bytes >= ENOUGH_BYTES && this.#go(higher, true)
  }

  /** The host cannot give this rate. @returns whether it is another one now */
  withdraw(): boolean {
    return this.#go('full')
  }

  #go(to: StreamRate | undefined, up = false): boolean {
    if (to === undefined || to === this.#rate) return false
    const soon = this.#nowMs() - this.#sinceMs < 2 * this.#patienceMs
    if (up) this.#wentUp = true
    else if (this.#wentUp && soon) this.#patienceMs = Math.min(MOST_PATIENCE_MS, 2 * this.#patienceMs)
    else this.#patienceMs = FIRST_PATIENCE_MS
    this.#rate = to
    this.#sinceMs = this.#nowMs()
    this.#stretches = []
    return true
  }

  #sum(of: keyof Carried): number {
    return this.#stretches.reduce((total, stretch) => total + stretch[of], 0)
  }

  /** What is old, and the oldest as long as the rest was waited for long enough. */
  #forget(): void {
    const oldestMs = this.#nowMs() - OLD_MS
    let waitedMs = this.#sum('waitedMs')
    for (let [oldest] = this.#stretches; oldest && this.#stretches.length > 1; [oldest] = this.#stretches) {
      const enough = waitedMs - oldest.waitedMs >= WINDOW_MS || this.#stretches.length > MOST_STRETCHES
      if (!enough && oldest.atMs >= oldestMs) return
      this.#stretches.shift()
      waitedMs -= oldest.waitedMs
    }
  }
}
