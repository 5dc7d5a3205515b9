/** A frame is looked for in its middle, but not so far behind its beginning that a long one is skipped by rounding its length. */
const MOST_INTO_MS = 10

/** The place of the time nearest to `atMs` in an ascending list; −1 in an empty one. */
export function nearestAt(timesMs: readonly number[], atMs: number): number {
  let low = 0
  let high = timesMs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((timesMs[middle] ?? 0) < atMs) low = middle + 1
    else high = middle
  }
  const after = timesMs[low]
  const before = timesMs[low - 1]
  if (after === undefined || before === undefined) return after === undefined ? low - 1 : low
  return atMs - before <= after - atMs ? low - 1 : low
}

/** A frame: when it begins, and a moment within it. */
export type FramePlace = { atMs: number; lookMs: number }

/**
 * The frame before or after. It is looked for within, since a playable copy rounds times in its own way.
 * @param timesMs frames' beginnings around it, ascending
 * @param frameMs when the frame that is on began, near enough
 * @returns undefined past either end of what is known
 */
export function neighbourMs(timesMs: readonly number[], frameMs: number, by: 1 | -1): FramePlace | undefined {
  const at = nearestAt(timesMs, frameMs)
  const atMs = at < 0 ? undefined : timesMs[at + by]
  if (atMs === undefined) return undefined
  const end = timesMs[at + by + 1]
  const length = end === undefined ? 0 : end - atMs
  return { atMs, lookMs: atMs + Math.min(MOST_INTO_MS, length / 2) }
}
