import type { Track } from '../../media/mp4/track.ts'
import type { CutPlan } from '../source/cutPlan.ts'
import { NotCopyable } from './h264/units.ts'

/** The stored pictures around a clip: samples `from` to before `to` of the track. */
export interface Window {
  readonly from: number
  readonly to: number
  /** Place of each in the order in which they are shown. */
  readonly ranks: readonly number[]
  /** Ticks of the track, by rank. */
  readonly shownAt: readonly number[]
  readonly closed: boolean
  /** Ranks of the clip's pictures. */
  readonly first: number
  readonly end: number
}

/** A picture is stored at most so many places from where it is shown. */
const mostMoved = 64
/** ffprobe rounds its times to a millionth of a second. */
const slackMs = 0.05

/** ms from the recording's start of a time of the track. */
export const clockOf =
  ({ timescale, edit }: Pick<Track, 'timescale' | 'edit'>, startMs: number) =>
  (ticks: number): number =>
    ((ticks - edit.start) / timescale) * 1000 + edit.waitMs - startMs

/**
 * Finds the pictures of a cut in the index of its track, with those from the keyframe before it to the one behind it.
 * @param startMs the container's first time
 * @throws NotCopyable where the index and the packets that the cut was planned on do not agree. Pure.
 */
export function windowOf(track: Track, cut: CutPlan, startMs: number): Window {
  const { samples } = track
  const { pts, key, count } = samples
  const ms = clockOf(track, startMs)
  const at = (i: number) => ms(pts[i] ?? 0)
  const toleranceMs = Math.min(cut.pictureMs / 2, 20)
  const endMs = cut.fromMs + cut.durationMs - toleranceMs - slackMs

  let from = 0
  let before = 0
  for (let i = 0; i < count; i++) {
    if (key[i] !== 1 || at(i) > cut.fromMs + slackMs) continue
    // One keyframe further back: pictures that are shown before a keyframe may be stored behind it.
    from = before
    before = i
  }
  let to = before + 1
  for (let passed = 0; to < count; to++) if (key[to] === 1 && at(to) >= endMs && ++passed === 2) break

  const order = Array.from({ length: to - from }, (_, i) => i).sort(
    (a, b) => (pts[from + a] ?? 0) - (pts[from + b] ?? 0) || a - b,
  )
  const ranks = new Array<number>(order.length)
  order.forEach((place, rank) => {
    ranks[place] = rank
  })
  const shownAt = order.map(place => pts[from + place] ?? 0)
  const latest = shownAt.at(-1) ?? 0
  let closed = true
  for (let i = to; i < Math.min(count, to + mostMoved); i++) if ((pts[i] ?? 0) <= latest) closed = false

  const start = (track.edit.start ?? 0) - 0.5
  const visible = shownAt.findIndex(ticks => ticks >= start)
  // Where the picture begins behind the cut, its first one is shown from the cut on.
  const first = Math.max(
    visible,
    shownAt.findLastIndex(ticks => ms(ticks) <= cut.fromMs + slackMs),
  )
  const behind = shownAt.findIndex((ticks, rank) => rank >= first && ms(ticks) >= endMs)
  const end = behind === -1 ? shownAt.length : behind
  if (first === -1 || end - first !== cut.pictures)
    throw new NotCopyable('its index does not say what is in it')
  for (let rank = first + 1; rank < end; rank++)
    if (shownAt[rank] === shownAt[rank - 1]) throw new NotCopyable('two of its pictures have the same time')
  return { from, to, ranks, shownAt, closed, first, end }
}

/** How far pictures are stored from where they are shown: 0 without B-frames. Pure. */
export function reorderDepth(ranks: readonly number[]): number {
  let depth = 0
  const seen: number[] = []
  for (const rank of ranks) {
    depth = Math.max(depth, seen.filter(other => other > rank).length)
    seen.push(rank)
    if (seen.length > mostMoved) seen.shift()
  }
  return depth
}
