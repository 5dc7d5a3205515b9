import type { Track } from '../../media/mp4/track.ts'
import type { SoundStream } from '../../media/streams.ts'
import type { CutPlan } from '../source/cutPlan.ts'
import { esdsOf, soundEntry } from './movie/entries.ts'

/** Packets of sound that are copied as they are stored: samples `from` to before `to`. */
export interface CopiedSound {
  readonly how: 'copy'
  readonly track: Track
  readonly from: number
  readonly to: number
  /** Ticks of the first packets that are there for the decoder alone. */
  readonly skipTicks: number
  readonly heardTicks: number
  readonly entry: Buffer
}

export type SoundPlan = CopiedSound | { readonly how: 'encode' } | undefined

/** A decoder of AAC needs the packet before, and no more; what was said before the cut stays out of the clip. */
const leadPackets = 1
/** Slower sound is raised to a rate that every player takes. */
const slowestRate = 22_050

/** First index of `sorted` whose value is above `value`. */
function above(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

function isPlain({ codec, profile, channels, sampleRate }: SoundStream): boolean {
  return (
    codec === 'aac' && profile === 'LC' && channels <= 2 && sampleRate >= slowestRate && sampleRate <= 48_000
  )
}

/**
 * Decides whether the sound of a stretch is copied: plain AAC without a hole that is there from the cut on. Everything else is
 * encoded, which takes little time.
 * @param track absent where the file's index could not be read
 * @param startMs the container's first time
 * @throws IndexUnusable where the track is described oddly. Pure.
 */
export function planSound(
  cut: CutPlan,
  sound: SoundStream | undefined,
  track: Track | undefined,
  startMs: number,
): SoundPlan {
  if (!sound || !cut.sound) return undefined
  if (track?.handler !== 'soun' || track.entry.type !== 'mp4a' || !isPlain(sound)) return { how: 'encode' }
  const { samples, timescale, edit } = track
  const tick = (ms: number) => Math.round(((ms + startMs - edit.waitMs) / 1000) * timescale) + edit.start
  const cutAt = tick(cut.fromMs)
  const endAt = tick(cut.fromMs + cut.durationMs)
  const at = above(samples.pts, cutAt) - 1
  const to = above(samples.pts, endAt - 1)
  // Silence would have to be made before it, or in its holes.
  if (at < 0 || to <= at || cutAt < edit.start) return { how: 'encode' }
  const usual = samples.duration[at] ?? 0
  const from = Math.max(0, at - leadPackets)
  for (let i = from; i < to - 1; i++) if (samples.duration[i] !== usual) return { how: 'encode' }
  const lastEnd = (samples.pts[to - 1] ?? 0) + Math.min(samples.duration[to - 1] ?? usual, usual)
  if (usual === 0 || lastEnd <= cutAt) return { how: 'encode' }
  return {
    how: 'copy',
    track,
    from,
    to,
    skipTicks: cutAt - (samples.pts[from] ?? 0),
    heardTicks: Math.min(endAt, lastEnd) - cutAt,
    entry: soundEntry(esdsOf(track.entry.body), sound.channels, sound.sampleRate),
  }
}
