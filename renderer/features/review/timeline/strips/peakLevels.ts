/** A sound at one zoom: lowest and highest sample of every bucket, one behind the other, −128…127. */
export type PeakLevel = { bucketMs: number; values: Int8Array }

/** Each level holds this many buckets of the one before. */
export const LEVEL_STEP = 8
const LEAST_BUCKETS = 512

/** Folds every `by` buckets into one: the lowest of the low, the highest of the high. The last may be of fewer. */
export function foldPeaks(values: Int8Array, by: number): Int8Array {
  const buckets = Math.ceil(values.length / 2 / by)
  const folded = new Int8Array(buckets * 2)
  for (let bucket = 0; bucket < buckets; bucket++) {
    let low = 127
    let high = -128
    const end = Math.min(values.length, (bucket + 1) * by * 2)
    for (let at = bucket * by * 2; at < end; at += 2) {
      low = Math.min(low, values[at] ?? 0)
      high = Math.max(high, values[at + 1] ?? 0)
    }
    folded[bucket * 2] = low
    folded[bucket * 2 + 1] = high
  }
  return folded
}

/** The sound at all its zooms, finest first. */
export function peakLevels(values: Int8Array, bucketMs: number): PeakLevel[] {
  const levels: PeakLevel[] = [{ bucketMs, values }]
  for (let last = levels[0]; last && last.values.length / 2 > LEAST_BUCKETS; last = levels.at(-1))
    levels.push({ bucketMs: last.bucketMs * LEVEL_STEP, values: foldPeaks(last.values, LEVEL_STEP) })
  return levels
}

/** The coarsest level that still has a value for every pixel; the finest where none has. */
export const levelFor = (levels: readonly PeakLevel[], msPerPx: number): PeakLevel | undefined =>
  levels.findLast(({ bucketMs }) => bucketMs <= msPerPx) ?? levels[0]

/** Lowest and highest between two times, undefined where the sound is not known. */
export function peakBetween(
  { bucketMs, values }: PeakLevel,
  fromMs: number,
  toMs: number,
): { low: number; high: number } | undefined {
  const first = Math.max(0, Math.floor(fromMs / bucketMs))
  const last = Math.min(values.length / 2 - 1, Math.max(first, Math.ceil(toMs / bucketMs) - 1))
  if (toMs <= 0 || last < first) return undefined
  let low = 127
  let high = -128
  for (let bucket = first; bucket <= last; bucket++) {
    low = Math.min(low, values[bucket * 2] ?? 0)
    high = Math.max(high, values[bucket * 2 + 1] ?? 0)
  }
  return { low, high }
}
