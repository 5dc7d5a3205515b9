import type { Point, Shape, ShapeOf } from '../records/drawing.ts'
import { type Bounds, boundsOf, type Measure, type PictureSize, unitOf } from './geometry.ts'

const number = (value: number): string => String(Math.round(value * 10) / 10)
const at = ({ x, y }: Point): string => `${number(x)} ${number(y)}`

/** The two limbs of an arrow's head, back from its tip. */
export function arrowLimbs({ from, to }: ShapeOf<'arrow'>, unit: number): readonly [Point, Point] {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const limb = Math.min(46 * unit, length * 0.6)
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const back = (turn: number): Point => ({
    x: to.x - limb * Math.cos(angle + turn),
    y: to.y - limb * Math.sin(angle + turn),
  })
  return [back(0.5), back(-0.5)]
}

const ellipsePath = ({ x, y, width, height }: Bounds): string => {
  const [rx, ry] = [width / 2, height / 2]
  const left = at({ x, y: y + ry })
  const right = at({ x: x + width, y: y + ry })
  const arc = `A${number(rx)} ${number(ry)} 0 1 1`
  return `M${left}${arc} ${right}${arc} ${left}Z`
}

export function roundedPath({ x, y, width, height }: Bounds, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2)
  const corner = (to: Point) => `A${number(r)} ${number(r)} 0 0 1 ${at(to)}`
  return [
    `M${at({ x: x + r, y })}L${at({ x: x + width - r, y })}`,
    corner({ x: x + width, y: y + r }),
    `L${at({ x: x + width, y: y + height - r })}`,
    corner({ x: x + width - r, y: y + height }),
    `L${at({ x: x + r, y: y + height })}`,
    corner({ x, y: y + height - r }),
    `L${at({ x, y: y + r })}`,
    corner({ x: x + r, y }),
    'Z',
  ].join('')
}

/** A smooth line through the middles of a hand's points: quadratic curves, which every renderer draws alike. */
function freehandPath(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  const parts = [`M${at(first)}`]
  rest.forEach((point, i) => {
    const next = rest[i + 1]
    parts.push(
      next
        ? `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`
        : `L${at(point)}`,
    )
  })
  return parts.join('')
}

/** SVG path data of a shape's line, in picture pixels; the same for the page's `<path>` and the export's canvas. */
export function outlineOf(shape: Shape, picture: PictureSize, measure: Measure): string {
  const unit = unitOf(picture)
  switch (shape.kind) {
    case 'arrow': {
      const [left, right] = arrowLimbs(shape, unit)
      return `M${at(shape.from)}L${at(shape.to)}M${at(left)}L${at(shape.to)}L${at(right)}`
    }
    case 'box':
      return roundedPath(shape, 10 * unit)
    case 'ellipse':
    case 'spotlight':
      return ellipsePath(shape)
    case 'freehand':
      return freehandPath(shape.points)
    case 'text':
      return roundedPath(boundsOf(shape, measure), shape.sizePx * 0.28)
  }
}
