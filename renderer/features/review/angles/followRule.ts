/** What a picture that follows the clock has to do next. */
export type FollowStep =
  | { readonly do: 'keep' }
  /** Play at another speed for so long (ms of the wall clock), then at the clock's again. */
  | { readonly do: 'bend'; readonly rate: number; readonly forMs: number }
  | { readonly do: 'hold' }
  | { readonly do: 'seek' }

/** Nearer than this nobody sees or hears a difference, and it is left alone. */
const NEAR_MS = 12
/** Farther off than this at normal speed, it is faster to go there: to bend it would take longer than 2.5 s, or 5 s of what is heard. */
const SEEK_SILENT_MS = 500
const SEEK_HEARD_MS = 150
/** An error is made good in about this time. */
const TIME_MS = 600
/** No faster or slower than this share; what is heard may only be bent by what nobody hears. */
const MOST_SILENT = 0.2
const MOST_HEARD = 0.03
const LEAST = 0.02

/**
 * How a second picture keeps to the clock while it plays: by its speed, for exactly as long as the error needs, and by a jump only
 * where it is far off. A speed shows in the element's time some tenths of a second late, so whoever steered by every reading
 * would swing to and fro; so one bends, lets it settle, and reads again. What is bent so is exact: nothing is left to learn.
 * @param errorMs by how much it is ahead of the clock, over some readings
 * @param rate the clock's speed
 * @param running whether the leading picture is really moving
 * @param heard whether its sound is the one that is heard
 */
export function followStep({
  errorMs,
  rate,
  running,
  heard,
}: {
  readonly errorMs: number
  readonly rate: number
  readonly running: boolean
  readonly heard: boolean
}): FollowStep {
  if (Math.abs(errorMs) > (heard ? SEEK_HEARD_MS : SEEK_SILENT_MS) * rate) return { do: 'seek' }
  // The leading picture waits for its data: running on alone would only have to be made good again.
  if (!running && errorMs > -NEAR_MS) return { do: 'hold' }
  if (Math.abs(errorMs) < NEAR_MS) return { do: 'keep' }
  const most = heard ? MOST_HEARD : MOST_SILENT
  const share = Math.min(most, Math.max(LEAST, Math.abs(errorMs) / TIME_MS))
  return {
    do: 'bend',
    rate: rate * (1 - Math.sign(errorMs) * share),
    forMs: Math.abs(errorMs) / (share * rate),
  }
}

/** The middle of some readings: one that came late does not count. */
export function middleOf(readings: readonly number[]): number {
  const sorted = readings.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const [low, high] = [sorted[sorted.length % 2 ? half : half - 1] ?? 0, sorted[half] ?? 0]
  return (low + high) / 2
}
