import { addCorrelation } from './correlate.ts'
import type { SoundTrace } from './soundTrace.ts'

/** Shorter than this nobody could tell two lessons apart, in hops: 3 s. */
const LEAST_OVERLAP = 150
/** Peaks nearer to each other than this are one, in hops. */
const APART = 25
const MOST_CANDIDATES = 5

/** A shift that may be the right one. */
export interface Candidate {
  /** In hops: moment `t` of the second is moment `t + lag` of the first. */
  readonly lag: number
  /** How far it stands out: the likeness there, in units of its usual spread over all shifts. */
  readonly score: number
}

/** Running sums of the energy of a trace's bands. */
function energySums(bands: readonly Float32Array[]): Float64Array {
  const hops = bands[0]?.length ?? 0
  const sums = new Float64Array(hops + 1)
  for (let i = 0; i < hops; i++) {
    let energy = 0
    for (const band of bands) energy += (band[i] ?? 0) ** 2
    sums[i + 1] = (sums[i] ?? 0) + energy
  }
  return sums
}

/** The usual spread of values around their middle, which a few large ones do not change. */
function usualSpread(values: Float64Array): number {
  if (values.length === 0) return 0
  const middle = (sorted: Float64Array) => sorted[sorted.length >> 1] ?? 0
  const centre = middle(values.toSorted())
  return 1.4826 * middle(values.map(value => Math.abs(value - centre)).sort())
}

/**
 * The shifts at which two recordings sound most alike, the likeliest first. Empty where one has no events or they are too short.
 */
export async function candidates(
  a: SoundTrace,
  b: SoundTrace,
  breathe: () => Promise<void>,
): Promise<Candidate[]> {
  const [na, nb] = [a.bands[0]?.length ?? 0, b.bands[0]?.length ?? 0]
  if (Math.min(na, nb) < LEAST_OVERLAP) return []
  const likeness = new Float64Array(na + nb - 1)
  for (const [band, row] of a.bands.entries()) {
    const other = b.bands[band]
    if (other) await addCorrelation(likeness, row, other, breathe)
  }
  const [ea, eb] = [energySums(a.bands), energySums(b.bands)]
  for (let index = 0; index < likeness.length; index++) {
    const lag = index - (nb - 1)
    const [from, to] = [Math.max(0, lag), Math.min(na, nb + lag)]
    const energy = ((ea[to] ?? 0) - (ea[from] ?? 0)) * ((eb[to - lag] ?? 0) - (eb[from - lag] ?? 0))
    // A short stretch is alike by chance more easily: what counts is the likeness for its length.
    likeness[index] =
      to - from < LEAST_OVERLAP || energy <= 0
        ? Number.NaN
        : ((likeness[index] ?? 0) / Math.sqrt(energy)) * Math.sqrt(to - from)
  }
  const spread = usualSpread(likeness.filter(value => !Number.isNaN(value)))
  if (spread === 0) return []
  return peaks(likeness).map(index => ({ lag: index - (nb - 1), score: (likeness[index] ?? 0) / spread }))
}

/** The highest places, none near another. */
function peaks(values: Float64Array): number[] {
  const found: number[] = []
  while (found.length < MOST_CANDIDATES) {
    let best: number | undefined
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? Number.NaN
      if (Number.isNaN(value) || found.some(each => Math.abs(each - i) < APART)) continue
      if (best === undefined || value > (values[best] ?? 0)) best = i
    }
    if (best === undefined) break
    found.push(best)
  }
  return found
}
