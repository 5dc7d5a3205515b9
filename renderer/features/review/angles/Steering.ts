import { followStep, middleOf } from './followRule.ts'

/** So long it is read before anything is done: single readings are late now and then. */
const READ_MS = 120
/** After its speed was changed it takes this long until its time shows it. */
const SETTLE_MS = 350
/** Farther off than this is no late reading. */
const FAR_MS = 600
/** After a jump the element gets this long to find its feet. */
const AFTER_SEEK_MS = 400

/** What is seen at one turn. */
export type Turn = {
  /** The wall clock, ms. */
  readonly at: number
  /** By how much the picture is ahead of the clock, ms. */
  readonly errorMs: number
  /** The clock's speed. */
  readonly rate: number
  /** Whether the leading picture is really moving. */
  readonly running: boolean
  readonly heard: boolean
  /** Whether the following element stands still. */
  readonly standing: boolean
}

/** What its element is to do now; mostly nothing. */
export type Steer = {
  readonly play?: true
  readonly pause?: true
  readonly seek?: true
  readonly rate?: number
}

/** Holds a playing picture to a clock, turn by turn. It knows no element and no time but what it is told. */
export class Steering {
  private readings: { readonly at: number; readonly errorMs: number }[] = []
  private restUntil = Number.NEGATIVE_INFINITY
  /** Until when its speed is another one than the clock's. */
  private bentUntil: number | undefined
  private steadyRate: number | undefined
  private soughtAt = Number.NEGATIVE_INFINITY

  turn(seen: Turn): Steer {
    const { at, errorMs, rate, running, standing } = seen
    // Held because the leading picture waits: it goes on when that does.
    if (standing) return running ? { play: true, ...this.steady(at, rate) } : {}
    if (this.bentUntil !== undefined && at < this.bentUntil) return {}
    if (this.bentUntil !== undefined || this.steadyRate !== rate) return this.steady(at, rate)
    if (at < this.restUntil && Math.abs(errorMs) < FAR_MS) return {}
    this.readings.push({ at, errorMs })
    const [first] = this.readings
    if (this.readings.length < 3 || !first || at - first.at < READ_MS) return {}
    const middle = middleOf(this.readings.map(reading => reading.errorMs))
    this.readings = []
    return this.correct({ ...seen, errorMs: middle })
  }

  private correct({ at, errorMs, rate, running, heard }: Turn): Steer {
    const step = followStep({ errorMs, rate, running, heard })
    if (step.do === 'seek' && at - this.soughtAt >= AFTER_SEEK_MS) {
      this.soughtAt = at
      this.restUntil = at + SETTLE_MS
      return { seek: true }
    }
    if (step.do === 'hold') {
      this.restUntil = at
      return { pause: true }
    }
    if (step.do !== 'bend') return {}
    this.bentUntil = at + step.forMs
    return { rate: step.rate }
  }

  /** Goes on at the clock's own speed, and is left alone until its time shows it. */
  private steady(at: number, rate: number): Steer {
    this.bentUntil = undefined
    this.readings = []
    this.steadyRate = rate
    this.restUntil = at + SETTLE_MS
    return { rate }
  }
}
