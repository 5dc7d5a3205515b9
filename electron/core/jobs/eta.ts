/** How much was done when. */
export interface Sample {
  readonly atMs: number
  /** 0 to 1. */
  readonly progress: number
}

/** The rate of the last half minute counts: machines get busy and free again, and beginnings are never typical. */
const windowMs = 30_000
/** Before this much time and this much work an estimate would be a guess. */
const leastMs = 1500
const leastProgress = 0.01

/** Adds a sample and drops those that no longer count, but keeps one older than the window, so that the window is full. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const all = [...samples, sample]
  const firstInside = all.findIndex(each => each.atMs >= sample.atMs - windowMs)
  return all.slice(Math.max(0, firstInside - 1))
}

/** What is left, in whole ms; undefined until there is enough to go by. Pure. */
export function estimate(samples: readonly Sample[]): number | undefined {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last) return undefined
  const elapsedMs = last.atMs - first.atMs
  const gained = last.progress - first.progress
  if (elapsedMs < leastMs || gained < leastProgress) return undefined
  return Math.round(((1 - last.progress) * elapsedMs) / gained)
}
