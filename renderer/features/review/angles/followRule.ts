/** What a picture that follows the clock has to do next. */
export type FollowStep =
  | { readonly do: 'play'; readonly rate: number }
  | { readonly do: 'hold' }
  | { readonly do: 'seek' }

/** Nearer than this nobody sees or hears a difference; it is left alone. */
const NEAR_MS = 6
/** It is set right again once it is this far off. */
const OFF_MS = 12
/** Farther off than this, it is faster to go there. */
const SEEK_MS = 500
/** The error is halved about every 0.3 s. */
const TIME_MS = 420
/** No faster or slower than this share; what is heard may only be bent by what nobody hears. */
const MOST_SILENT = 0.25
const MOST_HEARD = 0.03

/**
 * How a second picture keeps to the clock while it plays: gently, by its speed, and by a jump only where it is far off.
 * @param errorMs by how much it is ahead of the clock
 * @param rate the clock's speed
 * @param running whether the leading picture is really moving
 * @param heard whether its sound is the one that is heard
 * @param now its present speed
 */
export function followStep({
  errorMs,
  rate,
  running,
  heard,
  now,
}: {
  readonly errorMs: number
  readonly rate: number
  readonly running: boolean
  readonly heard: boolean
  readonly now: number
}): FollowStep {
  if (Math.abs(errorMs) > SEEK_MS * Math.max(1, rate)) return { do: 'seek' }
  // The leading picture waits for its data: running on alone would only have to be made good again.
  if (!running && errorMs > -OFF_MS) return { do: 'hold' }
  const bent = Math.abs(now / rate - 1) > 0.001
  if (Math.abs(errorMs) < (bent ? NEAR_MS : OFF_MS)) return { do: 'play', rate }
  const most = heard ? MOST_HEARD : MOST_SILENT
  const share = Math.min(most, Math.max(-most, -errorMs / TIME_MS))
  return { do: 'play', rate: Math.round(rate * (1 + share) * 100) / 100 }
}
