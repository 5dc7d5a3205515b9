import type { Figure, Unit } from './agreement.ts'

/** Fewer units than this give an interval that says nothing. */
export const FEWEST_UNITS = 5
const RESAMPLES = 2000
/** Where more of the resamples than this have no figure, the interval would be one of the others only. */
const MOST_UNDEFINED = 0.05

export type Interval =
  | { readonly low: number; readonly high: number }
  | { readonly undefinedBecause: 'tooFew' | 'noFigure' | 'oftenUndefined' }

/** Numbers from 0 to 1 that are the same for one seed on every machine (Mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** The value below which a share of the sorted values lies, between two of them by their distance. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? 0
  const above = sorted[Math.ceil(at)] ?? below
  return below + (above - below) * (at - Math.floor(at))
}

/**
 * A 95 % interval by the percentile bootstrap: units are drawn with replacement, and the figure is taken of each draw.
 * @param seed the same seed gives the same interval everywhere
 */
export function bootstrapInterval(
  units: readonly Unit[],
  figure: (units: readonly Unit[]) => Figure,
  seed: number,
): Interval {
  if (!('value' in figure(units))) return { undefinedBecause: 'noFigure' }
  if (units.length < FEWEST_UNITS) return { undefinedBecause: 'tooFew' }
  const random = seededRandom(seed)
  const values: number[] = []
  for (let run = 0; run < RESAMPLES; run++) {
    const drawn = units.flatMap(() => {
      const unit = units[Math.floor(random() * units.length)]
      return unit ? [unit] : []
    })
    const found = figure(drawn)
    if ('value' in found) values.push(found.value)
  }
  if (values.length < RESAMPLES * (1 - MOST_UNDEFINED)) return { undefinedBecause: 'oftenUndefined' }
  values.sort((a, b) => a - b)
  return { low: quantile(values, 0.025), high: quantile(values, 0.975) }
}
