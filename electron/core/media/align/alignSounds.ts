import { type Agreement, agreement, samplesToMs } from './agreement.ts'
import { candidates } from './coarse.ts'
import { delays } from './fine.ts'
import { HOP, SAMPLE_RATE, type SoundTrace } from './soundTrace.ts'

/** A likeness that stands out less than this happens by chance among the millions of shifts of two lessons. */
const LEAST_SCORE = 7
/** So many stretches must say the same; by chance each does so in one of thirty cases. */
const LEAST_AGREEING = 3
const LEAST_SHARE = 0.4

/** What two recordings' sound says about their clocks. */
export type SoundAlignment =
  | {
      readonly shared: true
      /** Moment `t` of the second recording is moment `t + lagMs` of the first, in the middle of what they share. */
      readonly lagMs: number
      /** 0 to 1: the share of stretches that agree within 5 ms. */
      readonly confidence: number
      /** By how many millionths the second clock runs slower. */
      readonly driftPpm: number
      /** How long both recorded at once, ms. */
      readonly overlapMs: number
    }
  | { readonly shared: false }

/**
 * Finds how two recordings of the same room lie to each other, by what both heard. Pure; tells honestly where they share no
 * sound, as a wrong offset is worse than none.
 * @param breathe called every few milliseconds of work; may throw to stop
 */
export async function alignSounds(
  a: SoundTrace,
  b: SoundTrace,
  breathe: () => Promise<void>,
): Promise<SoundAlignment> {
  let best: { readonly lag: number; readonly found: Agreement } | undefined
  for (const { lag: hops, score } of await candidates(a, b, breathe)) {
    if (score < LEAST_SCORE) continue
    const lag = hops * HOP
    const found = agreement(await delays(a.samples, b.samples, lag, breathe))
    if (!found || found.agreeing < LEAST_AGREEING || found.agreeing < LEAST_SHARE * found.of) continue
    if (!best || found.agreeing > best.found.agreeing) best = { lag, found }
  }
  if (!best) return { shared: false }
  const lag = best.lag + best.found.by
  const overlap = Math.min(a.samples.length, b.samples.length + lag) - Math.max(0, lag)
  return {
    shared: true,
    lagMs: samplesToMs(lag),
    confidence: best.found.agreeing / best.found.of,
    driftPpm: best.found.drift * 1e6,
    overlapMs: Math.round((overlap * 1000) / SAMPLE_RATE),
  }
}
