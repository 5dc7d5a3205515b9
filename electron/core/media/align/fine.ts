import { emptySpectrum, Fft } from './fft.ts'
import { SAMPLE_RATE } from './soundTrace.ts'

/** A stretch that is looked at closely: 4 s, in samples. */
const STRETCH = 1 << 15
const SHORT_STRETCH = 1 << 14
const MOST_STRETCHES = 24
/** The rough shift is right to within this, and clocks of two cameras part by no more in a lesson: 150 ms, in samples. */
export const REACH = 1200
/** Hz between which phases are compared. */
const [LOW_HZ, HIGH_HZ] = [200, 3700]
/** Below this root mean square a stretch is silence and says nothing. */
const QUIET = 12

/** What one stretch says. */
export interface Delay {
  /** Middle of the stretch in the first recording, in samples. */
  readonly at: number
  /** Samples by which the rough shift is to be corrected. */
  readonly by: number
  /** How far the best correction stands out of all that were tried, in their spread. */
  readonly sharpness: number
}

function loudnessOf(samples: Int16Array, from: number, length: number): number {
  let sum = 0
  for (let i = from; i < from + length; i++) sum += (samples[i] ?? 0) ** 2
  return Math.sqrt(sum / length)
}

/**
 * Compares stretches spread over what two recordings share by the phases of their sound (GCC-PHAT), which neither gain nor a
 * microphone's colour changes.
 * @param lag samples: moment `t` of the second is about moment `t + lag` of the first
 */
export async function delays(
  a: Int16Array,
  b: Int16Array,
  lag: number,
  breathe: () => Promise<void>,
): Promise<Delay[]> {
  const from = Math.max(0, lag)
  const to = Math.min(a.length, b.length + lag)
  const length = to - from >= 2 * STRETCH ? STRETCH : SHORT_STRETCH
  if (to - from < length) return []
  const fft = new Fft(2 * length)
  const count = Math.min(MOST_STRETCHES, 1 + Math.floor((2 * (to - from - length)) / length))
  const found: Delay[] = []
  for (let each = 0; each < count; each++) {
    const at = from + Math.floor(count === 1 ? 0 : (each * (to - from - length)) / (count - 1))
    if (Math.min(loudnessOf(a, at, length), loudnessOf(b, at - lag, length)) < QUIET) continue
    found.push(
      delayOf(a.subarray(at, at + length), b.subarray(at - lag, at - lag + length), fft, at + length / 2),
    )
    await breathe()
  }
  return found
}

function delayOf(a: Int16Array, b: Int16Array, fft: Fft, at: number): Delay {
  // Two real rows go through one transform: one as its real part, one as its imaginary part.
  const both = emptySpectrum(fft.size)
  for (let i = 0; i < a.length; i++) {
    const fade = Math.sin((Math.PI * (i + 0.5)) / a.length)
    both.re[i] = (a[i] ?? 0) * fade
    both.im[i] = (b[i] ?? 0) * fade
  }
  fft.forward(both)
  const phases = emptySpectrum(fft.size)
  const bin = fft.size / SAMPLE_RATE
  for (let k = Math.round(LOW_HZ * bin); k <= HIGH_HZ * bin; k++) {
    const mirror = fft.size - k
    const [p, q, r, s] = [both.re[k] ?? 0, both.im[k] ?? 0, both.re[mirror] ?? 0, both.im[mirror] ?? 0]
    const [ar, ai, br, bi] = [(p + r) / 2, (q - s) / 2, (q + s) / 2, (r - p) / 2]
    const [re, im] = [ar * br + ai * bi, ai * br - ar * bi]
    const size = Math.hypot(re, im)
    if (size === 0) continue
    phases.re[k] = re / size
    phases.im[k] = im / size
    phases.re[mirror] = re / size
    phases.im[mirror] = -im / size
  }
  fft.inverse(phases)
  let [best, by, squares] = [Number.NEGATIVE_INFINITY, 0, 0]
  for (let shift = -REACH; shift <= REACH; shift++) {
    const value = phases.re[shift < 0 ? shift + fft.size : shift] ?? 0
    squares += value * value
    if (value > best) [best, by] = [value, shift]
  }
  const usual = Math.sqrt(squares / (2 * REACH + 1))
  return { at, by, sharpness: usual > 0 ? best / usual : 0 }
}
