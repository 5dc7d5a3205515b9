import { endianness } from 'node:os'
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
    taken = 0
  }
  /** A tight loop of a bucket at a time: an hour has 173 million samples. */
  const take = (samples: Int16Array) => {
    for (let at = 0; at < samples.length; ) {
      const end = Math.min(samples.length, at + samplesPerBucket - taken)
      let least = taken === 0 ? 32_767 : low
      let most = taken === 0 ? -32_768 : high
      taken += end - at
      for (; at < end; at++) {
        const sample = samples[at] as number
        if (sample < least) least = sample
        if (sample > most) most = sample
      }
      low = least
      high = most
      if (taken === samplesPerBucket) close()
    }
  }
  return {
    push(piece) {
      const bytes = odd === undefined ? piece : Buffer.concat([Buffer.of(odd), piece])
      odd = bytes.length % 2 === 1 ? bytes.at(-1) : undefined
      take(samplesOf(bytes))
    },
    end() {
      if (taken > 0) close()
    },
  }
}

/** Whole 16-bit little-endian samples as numbers; a copy only where they do not lie as this machine has them. */
function samplesOf(bytes: Buffer): Int16Array {
  const count = bytes.length >> 1
  if (endianness() === 'LE' && bytes.byteOffset % 2 === 0)
    return new Int16Array(bytes.buffer, bytes.byteOffset, count)
  return Int16Array.from({ length: count }, (_, at) => bytes.readInt16LE(2 * at))
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
