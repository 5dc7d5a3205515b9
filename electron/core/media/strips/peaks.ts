import type { Silence } from '../../../contract/strips/packets.ts'

/** A value for every hundredth of a second: three a pixel when some five seconds fill the timeline. */
export const bucketMs = 10
export const sampleRate = 48_000
const samplesPerBucket = (sampleRate * bucketMs) / 1000
/** Twelve hours: what is longer is not drawn further. */
export const mostBuckets = (12 * 3_600_000) / bucketMs

/** Loudness of a bucket in whole decibels below full scale, 0 to 96. */
const decibelsBelow = (peak: number): number =>
  peak <= 0 ? 96 : Math.min(96, Math.max(0, Math.round(-20 * Math.log10(peak / 32768))))

export interface PeakFolder {
  /** Takes 16-bit little-endian mono samples in pieces of any length. */
  push(piece: Buffer): void
  /** Ends the last bucket. */
  end(): void
}

/**
 * Folds sound into the lowest and highest sample of every hundredth of a second, as signed bytes, and its loudness. Memory does not grow.
 * @param onBucket low and high −128…127, and decibels below full scale
 */
export function peakFolder(onBucket: (low: number, high: number, below: number) => void): PeakFolder {
  let low = 0
  let high = 0
  let taken = 0
  let odd: number | undefined
  const close = () => {
    onBucket(low >> 8, high >> 8, decibelsBelow(Math.max(-low, high)))
    low = 0
    high = 0
    taken = 0
  }
  const take = (sample: number) => {
    if (taken === 0) {
      low = sample
      high = sample
    } else if (sample < low) low = sample
    else if (sample > high) high = sample
    taken += 1
    if (taken === samplesPerBucket) close()
  }
  return {
    push(piece) {
      let at = 0
      if (odd !== undefined && piece.length > 0) {
        take(((((piece[0] ?? 0) << 8) | odd) << 16) >> 16)
        odd = undefined
        at = 1
      }
      for (; at + 1 < piece.length; at += 2)
        take(((((piece[at + 1] ?? 0) << 8) | (piece[at] ?? 0)) << 16) >> 16)
      if (at < piece.length) odd = piece[at]
    },
    end() {
      if (taken > 0) close()
    },
  }
}

/** Quieter than this nobody speaks, however loud the rest is. */
const quietBelow = 38
/** Of a faint recording: this much fainter than its loud places. */
const belowLoud = 24
const leastSilenceMs = 700
/** Where even the loud places are fainter, nothing was recorded, and there is nothing that silence would be apart from. */
const inaudible = 72

/**
 * Stretches in which nobody is heard: at least 0.7 s below −38 dB, or in a faint recording below its own speech by 24 dB.
 * @param below decibels below full scale, one for every bucket
 */
export function silencesOf(below: Uint8Array, stepMs: number = bucketMs): Silence[] {
  const counts = new Uint32Array(97)
  for (const level of below) counts[Math.min(96, level)] = (counts[Math.min(96, level)] ?? 0) + 1
  let loud = 0
  for (let seen = 0; loud < 96; loud++) {
    seen += counts[loud] ?? 0
    if (seen > below.length * 0.05) break
  }
  if (loud >= inaudible) return []
  const threshold = Math.min(96, Math.max(quietBelow, loud + belowLoud))
  const silences: Silence[] = []
  let from = -1
  for (let at = 0; at <= below.length; at++) {
    const quiet = at < below.length && (below[at] ?? 0) >= threshold
    if (quiet && from < 0) from = at
    if (quiet || from < 0) continue
    if ((at - from) * stepMs >= leastSilenceMs)
      silences.push({ fromMs: Math.round(from * stepMs), toMs: Math.round(at * stepMs) })
    from = -1
  }
  return silences
}
