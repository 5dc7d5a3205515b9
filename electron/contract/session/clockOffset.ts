/** One question for the other machine's time, as it was asked and answered. */
export interface RoundTrip {
  /** This machine's clock when the question went out and when the answer came, ms. */
  readonly sentMs: number
  readonly receivedMs: number
  /** The other machine's clock when it answered, ms. */
  readonly otherMs: number
}

/** How far another clock is ahead of this one, and how wrong that may be. */
export interface ClockOffset {
  readonly offsetMs: number
  readonly errorMs: number
}

/**
 * How far the other clock is ahead: told by the quickest of the round trips, because the less time there is between question and answer,
 * the less room there is to be wrong in (half of it, whatever way the time was spent).
 * @returns undefined without any round trip, or where this clock was set back during all of them
 */
export function clockOffset(trips: readonly RoundTrip[]): ClockOffset | undefined {
  const whole = trips.filter(({ sentMs, receivedMs }) => receivedMs >= sentMs)
  const [first, ...others] = whole
  if (!first) return undefined
  const took = ({ sentMs, receivedMs }: RoundTrip) => receivedMs - sentMs
  const best = others.reduce((quick, each) => (took(each) < took(quick) ? each : quick), first)
  return { offsetMs: best.otherMs - (best.sentMs + best.receivedMs) / 2, errorMs: took(best) / 2 }
}
