import type { Point, Shape } from '../records/drawing.ts'
import { boundsOf, centreOf, type Measure, type PictureSize, unitOf } from './geometry.ts'
import { arrowLimbs } from './outline.ts'

/** How far a point is from a stretch between two others. */
export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy)
}

const ELLIPSE_PARTS = 72

/** The lines of a shape as straight stretches. */
export function linesOf(shape: Shape, picture: PictureSize, measure: Measure): Point[][] {
  switch (shape.kind) {
    case 'arrow': {
      const [left, right] = arrowLimbs(shape, unitOf(picture))
      return [
        [shape.from, shape.to],
        [left, shape.to, right],
      ]
    }
    case 'freehand':
      return [shape.points]
    case 'ellipse':
    case 'spotlight': {
      const { x, y } = centreOf(shape)
      return [
        Array.from({ length: ELLIPSE_PARTS + 1 }, (_, i) => {
          const angle = (i / ELLIPSE_PARTS) * 2 * Math.PI
          return { x: x + (shape.width / 2) * Math.cos(angle), y: y + (shape.height / 2) * Math.sin(angle) }
        }),
      ]
    }
    case 'box':
    case 'text': {
      const { x, y, width, height } = boundsOf(shape, measure)
      const [right, bottom] = [x + width, y + height]
      return [
        [
          { x, y },
          { x: right, y },
          { x: right, y: bottom },
          { x, y: bottom },
          { x, y },
        ],
      ]
    }
  }
}

/** Whether a point lies on a shape's line (or on a label's plate). @param reachPx how near is near enough, in picture pixels */
export function hits(
  shape: Shape,
  point: Point,
  {
    picture,
    measure,
    reachPx,
  }: { readonly picture: PictureSize; readonly measure: Measure; readonly reachPx: number },
): boolean {
  if (shape.kind === 'text') {
    const { x, y, width, height } = boundsOf(shape, measure)
    return (
      point.x >= x - reachPx &&
      point.x <= x + width + reachPx &&
      point.y >= y - reachPx &&
      point.y <= y + height + reachPx
    )
  }
  return linesOf(shape, picture, measure).some(line =>
    line.some((end, i) => {
      const start = line[i - 1]
      return start !== undefined && distanceToSegment(point, start, end) <= reachPx
    }),
  )
}

/** The topmost shape at a point: the place in the list, or undefined. */
export function shapeAt(
  shapes: readonly Shape[],
  point: Point,
  how: { readonly picture: PictureSize; readonly measure: Measure; readonly reachPx: number },
): number | undefined {
  const found = shapes.findLastIndex(shape => hits(shape, point, how))
  return found === -1 ? undefined : found
}
