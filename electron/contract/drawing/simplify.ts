import { MOST_POINTS, type Point } from '../records/drawing.ts'
import { distanceToSegment } from './hitTest.ts'

/** Douglas–Peucker: leaves out points that lie nearer than `tolerancePx` to the line without them. */
function thinned(points: readonly Point[], tolerancePx: number): Point[] {
  const kept = new Set([0, points.length - 1])
  const stretches: Array<readonly [number, number]> = [[0, points.length - 1]]
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [first, last] = stretch
    const [a, b] = [points[first], points[last]]
    if (!a || !b) continue
    let [worst, far] = [-1, tolerancePx]
    for (let i = first + 1; i < last; i++) {
      const p = points[i]
      const away = p ? distanceToSegment(p, a, b) : 0
      if (away > far) [worst, far] = [i, away]
    }
    if (worst === -1) continue
    kept.add(worst)
    stretches.push([first, worst], [worst, last])
  }
  return [...kept].sort((a, b) => a - b).flatMap(i => points[i] ?? [])
}

/** A hand's many points as the few that draw the same line; never more than a drawing may hold. */
export function simplify(points: readonly Point[], tolerancePx: number): Point[] {
  let few = thinned(points, tolerancePx)
  for (let wider = tolerancePx; few.length > MOST_POINTS; ) {
    wider = Math.max(1, wider * 1.6)
    few = thinned(few, wider)
  }
  return few
}
