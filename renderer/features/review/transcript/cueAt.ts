/** What is needed to know when a cue is heard; lists are in the order of their starts. */
export interface Timed {
  readonly fromMs: number
  readonly toMs: number
}

/** The index of the last cue that began by `atMs`; -1 before the first. */
export function lastBegun(cues: readonly Timed[], atMs: number): number {
  let low = 0
  let high = cues.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cues[middle]?.fromMs ?? 0) <= atMs) low = middle + 1
    else high = middle
  }
  return low - 1
}

/**
 * The cue that is heard: the last of those that began and have not ended. Where nobody speaks, -1.
 * Cues may lie over each other; a long one under many short ones is looked for a little way back only.
 */
export function cueAt(cues: readonly Timed[], atMs: number): number {
  const last = lastBegun(cues, atMs)
  for (let at = last; at >= 0 && at > last - 50; at--) if (atMs < (cues[at]?.toMs ?? 0)) return at
  return -1
}

/** The cue to read from at a moment: the one heard, else the one heard last, else the first. */
export const nearestCue = (cues: readonly Timed[], atMs: number): number => {
  const heard = cueAt(cues, atMs)
  return heard >= 0 ? heard : Math.max(0, lastBegun(cues, atMs))
}
