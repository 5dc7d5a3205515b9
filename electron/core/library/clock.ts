import type { Rev, WriterId } from '../../contract/records/envelope.ts'

/** Records dated further ahead than this come from a clock that is off; they are set aside and reported. */
export const FUTURE_LIMIT_MS = 24 * 60 * 60 * 1000

const COUNTER_MAX = 0xffff
/** As much as twelve hex digits hold. */
const MOST_MS = 2 ** 48 - 1

/** Wall-clock ms (since 1970) in a rev. */
export function revMs(rev: Rev): number {
  return Number.parseInt(rev.slice(0, 12), 16)
}

export function isFromTheFuture(rev: Rev, nowMs: number): boolean {
  return rev > laterThan(nowMs + FUTURE_LIMIT_MS)
}

/** Text that is less than the stamps of later milliseconds, and greater than all others: for many stamps, compared as they are. */
export function laterThan(ms: number): string {
  // `.` follows `-`, which ends the time in a stamp.
  return `${hexMs(Math.floor(ms))}.`
}

/**
 * A hybrid logical clock: its stamps follow the wall clock, and each is later than every stamp given or seen before, even
 * when the wall clock is set back or another machine's runs ahead. The one exception: where the wall clock falls more than
 * FUTURE_LIMIT_MS behind the stamps, those are from the future by the rule of all replicas, and the clock starts anew.
 */
export class HybridClock {
  readonly #now: () => number
  #ms = 0
  #counter = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Takes note of a stamp of any writer. Stamps from the future must not be shown to it. */
  observe(rev: Rev): void {
    const ms = revMs(rev)
    const counter = Number.parseInt(rev.slice(13, 17), 16)
    if (ms > this.#ms || (ms === this.#ms && counter > this.#counter)) {
      this.#ms = ms
      this.#counter = counter
    }
  }

  /** A stamp later than all before. */
  next(writer: WriterId): Rev {
    const nowMs = Math.max(0, Math.floor(this.#now()))
    if (nowMs > this.#ms || this.#ms > nowMs + FUTURE_LIMIT_MS) {
      this.#ms = nowMs
      this.#counter = 0
    } else if (this.#counter < COUNTER_MAX) {
      this.#counter += 1
    } else {
      this.#ms += 1
      this.#counter = 0
    }
    return formatRev(this.#ms, this.#counter, writer)
  }
}

/** @param ms wall-clock ms since 1970 @param counter 0 to 65,535 */
export function formatRev(ms: number, counter: number, writer: WriterId): Rev {
  return `${hexMs(ms)}-${counter.toString(16).padStart(4, '0')}-${writer}`
}

function hexMs(ms: number): string {
  return Math.min(MOST_MS, Math.max(0, ms)).toString(16).padStart(12, '0')
}
