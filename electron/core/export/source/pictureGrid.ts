/**
 * Many programs (editors, conferencing tools, ffmpeg's own plain call) take a recording's rate as a grid and put each picture on the
 * nearest line. Two pictures on one line are a fault to them, however exact the file's own times are.
 * @param timesMs in order @param fps lines a second
 */
export function fitsGrid(timesMs: readonly number[], fps: number): boolean {
  // Rounding falls either way on the middle between two lines, so what comes close to it counts as both.
  const doubt = 0.02
  return timesMs.every((at, i) => {
    const before = timesMs[i - 1]
    if (before === undefined) return true
    return Math.round((at * fps) / 1000 - doubt) > Math.round((before * fps) / 1000 + doubt)
  })
}

/** How far a distance may be from a whole number of steps and still be one. */
const stepTolerance = 0.08
/** Rates are recognised though a few pictures stand out. */
const mostOf = 0.97

/** Whether pictures come in steps of one size, with some left out perhaps: a rate that every program recognises. */
export function isStepped(timesMs: readonly number[], stepMs: number): boolean {
  const distances = timesMs.slice(1).map((at, i) => (at - (timesMs[i] ?? at)) / stepMs)
  const even = distances.filter(steps => steps > 0.5 && Math.abs(steps - Math.round(steps)) < stepTolerance)
  return even.length >= distances.length * mostOf
}
