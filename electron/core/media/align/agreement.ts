import type { Delay } from './fine.ts'
import { SAMPLE_RATE } from './soundTrace.ts'

/** Stretches within this of the line agree with it: 5 ms, in samples. */
const TOLERANCE = 40
/** Quartz clocks of two cameras part by no more than this. */
const MOST_DRIFT = 100e-6

/** The line on which most stretches lie. */
export interface Agreement {
  /** Samples by which the rough shift is to be corrected, in the middle of what is shared. */
  readonly by: number
  /** By how much the second clock runs slower than the first, as a share of time. */
  readonly drift: number
  readonly agreeing: number
  readonly of: number
}

/** Finds the correction, and the drift of one clock against the other, that most stretches agree on. Undefined where there are none. */
export function agreement(delays: readonly Delay[]): Agreement | undefined {
  const [first, last] = [delays[0], delays.at(-1)]
  if (!first || !last) return undefined
  const middle = (first.at + last.at) / 2
  const span = last.at - first.at
  // In a few minutes clocks do not part by anything that is heard; in an hour they do.
  const steps = Math.ceil((span * MOST_DRIFT) / TOLERANCE)
  let best: { drift: number; inside: readonly Delay[] } = { drift: 0, inside: [] }
  for (const step of nearestFirst(steps)) {
    const drift = span > 0 ? (step * TOLERANCE) / span : 0
    for (const anchor of delays) {
      const level = anchor.by - drift * (anchor.at - middle)
      const inside = delays.filter(({ at, by }) => Math.abs(by - level - drift * (at - middle)) <= TOLERANCE)
      if (inside.length > best.inside.length) best = { drift, inside }
    }
  }
  const { inside } = best
  const drift = steps > 1 && inside.length >= 6 ? slopeOf(inside) : 0
  const levels = inside.map(({ at, by }) => by - drift * (at - middle)).sort((a, b) => a - b)
  return { by: levels[levels.length >> 1] ?? 0, drift, agreeing: inside.length, of: delays.length }
}

/** 0, 1, −1, 2, −2 …: a line without drift wins over others that explain as much. */
function nearestFirst(steps: number): number[] {
  const list = [0]
  for (let step = 1; step <= steps; step++) list.push(step, -step)
  return list
}

/** Least squares. */
function slopeOf(points: readonly Delay[]): number {
  const meanAt = points.reduce((sum, { at }) => sum + at, 0) / points.length
  const meanBy = points.reduce((sum, { by }) => sum + by, 0) / points.length
  const [up, down] = points.reduce(
    ([u, d], { at, by }) => [u + (at - meanAt) * (by - meanBy), d + (at - meanAt) ** 2],
    [0, 0],
  )
  return down > 0 ? up / down : 0
}

export const samplesToMs = (samples: number): number => (samples * 1000) / SAMPLE_RATE
