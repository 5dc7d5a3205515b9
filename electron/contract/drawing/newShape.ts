import type { Point, Shape, ShapeKind } from '../records/drawing.ts'
import { framedBetween, type Ground, labelWithin, moveShape } from './change.ts'
import { pointWithin, unitOf } from './geometry.ts'
import { simplify } from './simplify.ts'

/** A label's letters at first, in units of a picture whose longer side is 1280. */
const letterUnits = 30
/** A hand trembles by this much, in the same units. */
const trembleUnits = 1.4

/**
 * The shape that a drag makes.
 * @param path every point of the drag, in picture pixels
 * @returns undefined while it is too short to mean anything, and for labels, which need words
 */
export function shapeFromDrag(
  kind: ShapeKind,
  path: readonly Point[],
  { picture }: Ground,
): Shape | undefined {
  const points = path.map(each => pointWithin(each, picture))
  const [from, to] = [points[0], points.at(-1)]
  if (!from || !to) return undefined
  const unit = unitOf(picture)
  const far = Math.max(...points.map(({ x, y }) => Math.hypot(x - from.x, y - from.y)))
  if (far < 6 * unit) return undefined
  switch (kind) {
    case 'arrow':
      return { kind, from, to }
    case 'box':
    case 'ellipse':
    case 'spotlight':
      return { kind, ...framedBetween(from, to, picture) }
    case 'freehand':
      return { kind, points: simplify(points, trembleUnits * unit) }
    case 'text':
      return undefined
  }
}

export function newLabel(text: string, at: Point, ground: Ground): Shape {
  const { picture } = ground
  const sizePx = Math.max(10, Math.round(letterUnits * unitOf(picture)))
  return moveShape(
    labelWithin({ kind: 'text', ...pointWithin(at, picture), sizePx, text }, ground),
    0,
    0,
    ground,
  )
}

/** A shape in the middle of the picture, to be moved from there: how keys draw. */
export function shapeInMiddle(kind: Exclude<ShapeKind, 'text'>, { picture }: Ground): Shape {
  const { width, height } = picture
  const at = (x: number, y: number): Point => pointWithin({ x: width * x, y: height * y }, picture)
  switch (kind) {
    case 'arrow':
      return { kind, from: at(0.42, 0.58), to: at(0.56, 0.44) }
    case 'freehand':
      return { kind, points: [at(0.4, 0.5), at(0.45, 0.47), at(0.5, 0.5), at(0.55, 0.53), at(0.6, 0.5)] }
    case 'box':
    case 'ellipse':
    case 'spotlight':
      return { kind, ...framedBetween(at(0.38, 0.36), at(0.62, 0.64), picture) }
  }
}
