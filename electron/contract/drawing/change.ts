import type { Point, Shape } from '../records/drawing.ts'
import {
  type Bounds,
  boundsOf,
  centreOf,
  clamp,
  type Measure,
  type PictureSize,
  pointWithin,
} from './geometry.ts'

/** Where a change of a shape takes place. */
export interface Ground {
  readonly picture: PictureSize
  readonly measure: Measure
}

/** No box, ellipse or spotlight gets smaller than this, in picture pixels. */
const leastPx = 4
const leastLetterPx = 6

const whole = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

function shifted(shape: Shape, dx: number, dy: number): Shape {
  const by = ({ x, y }: Point) => whole({ x: x + dx, y: y + dy })
  switch (shape.kind) {
    case 'arrow':
      return { ...shape, from: by(shape.from), to: by(shape.to) }
    case 'freehand':
      return { ...shape, points: shape.points.map(by) }
    case 'box':
    case 'ellipse':
    case 'spotlight':
    case 'text':
      return { ...shape, ...by(shape) }
  }
}

/** Moves a shape as far as the picture lets it; it keeps its size. */
export function moveShape(shape: Shape, dx: number, dy: number, { picture, measure }: Ground): Shape {
  const { x, y, width, height } = boundsOf(shape, measure)
  const toX = clamp(Math.round(x + dx), 0, Math.floor(picture.width - width))
  const toY = clamp(Math.round(y + dy), 0, Math.floor(picture.height - height))
  return shifted(shape, toX - x, toY - y)
}

/** Fits a shape into a rectangle. A label takes the size of letters that this height gives it. */
function fitted(shape: Shape, from: Bounds, to: Bounds, ground: Ground): Shape {
  const { picture } = ground
  const place = ({ x, y }: Point): Point =>
    pointWithin(
      {
        x: to.x + (from.width === 0 ? to.width / 2 : ((x - from.x) / from.width) * to.width),
        y: to.y + (from.height === 0 ? to.height / 2 : ((y - from.y) / from.height) * to.height),
      },
      picture,
    )
  switch (shape.kind) {
    case 'arrow':
      return { ...shape, from: place(shape.from), to: place(shape.to) }
    case 'freehand':
      return { ...shape, points: shape.points.map(place) }
    case 'text': {
      const sizePx = Math.round(shape.sizePx * (from.height === 0 ? 1 : to.height / from.height))
      return moveShape({ ...labelWithin({ ...shape, sizePx }, ground), ...whole(to) }, 0, 0, ground)
    }
    case 'box':
    case 'ellipse':
    case 'spotlight':
      return { ...shape, ...framedBetween(to, { x: to.x + to.width, y: to.y + to.height }, picture) }
  }
}

/** Letters as large as the picture has room for, and no larger. */
export function labelWithin<S extends Extract<Shape, { kind: 'text' }>>(
  shape: S,
  { picture, measure }: Ground,
): S {
  let sizePx = Math.max(leastLetterPx, Math.min(shape.sizePx, Math.floor(picture.height / 2), 2_000))
  const { width } = boundsOf({ ...shape, sizePx }, measure)
  if (width > picture.width)
    sizePx = Math.max(leastLetterPx, Math.floor((sizePx * (picture.width - 1)) / width))
  return { ...shape, sizePx }
}

/** The rectangle between two corners, whichever is which, within the picture and never smaller than can be seen. */
export function framedBetween(a: Point, b: Point, picture: PictureSize): Bounds {
  const [p, q] = [pointWithin(a, picture), pointWithin(b, picture)]
  const span = (from: number, to: number, most: number) => {
    const length = Math.min(most, Math.max(leastPx, Math.abs(to - from)))
    return [clamp(Math.min(from, to), 0, most - length), length] as const
  }
  const [x, width] = span(p.x, q.x, picture.width)
  const [y, height] = span(p.y, q.y, picture.height)
  return { x, y, width, height }
}

/** Makes a shape larger or smaller around its middle; it stays in the picture. */
export function scaleShape(shape: Shape, factor: number, ground: Ground): Shape {
  const { picture, measure } = ground
  const from = boundsOf(shape, measure)
  const { x, y } = centreOf(from)
  const side = (length: number, most: number) =>
    Math.min(most, Math.max(Math.min(leastPx, length), Math.round(length * factor)))
  const width = side(from.width, picture.width)
  const height = side(from.height, picture.height)
  const to = {
    x: clamp(Math.round(x - width / 2), 0, picture.width - width),
    y: clamp(Math.round(y - height / 2), 0, picture.height - height),
    width,
    height,
  }
  return fitted(shape, from, to, ground)
}

export type HandleName = 'start' | 'end' | 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w'
export interface Handle extends Point {
  readonly name: HandleName
}

/** Where a shape can be taken hold of to change its size. */
export function handlesOf(shape: Shape, measure: Measure): Handle[] {
  if (shape.kind === 'arrow')
    return [
      { name: 'start', ...shape.from },
      { name: 'end', ...shape.to },
    ]
  const { x, y, width, height } = boundsOf(shape, measure)
  const [midX, midY, right, bottom] = [x + width / 2, y + height / 2, x + width, y + height]
  const corners: Handle[] = [
    { name: 'nw', x, y },
    { name: 'ne', x: right, y },
    { name: 'se', x: right, y: bottom },
    { name: 'sw', x, y: bottom },
  ]
  if (shape.kind === 'text') return corners.filter(({ name }) => name === 'se')
  if (shape.kind === 'freehand') return corners
  return [
    ...corners,
    { name: 'n', x: midX, y },
    { name: 'e', x: right, y: midY },
    { name: 's', x: midX, y: bottom },
    { name: 'w', x, y: midY },
  ]
}

/** The shape with one of its handles at `to`. */
export function dragHandle(shape: Shape, name: HandleName, to: Point, ground: Ground): Shape {
  const { picture, measure } = ground
  const goal = pointWithin(to, picture)
  if (shape.kind === 'arrow') return name === 'start' ? { ...shape, from: goal } : { ...shape, to: goal }
  const from = boundsOf(shape, measure)
  const left = name.includes('w') ? goal.x : from.x
  const right = name.includes('e') ? goal.x : from.x + from.width
  const top = name.includes('n') ? goal.y : from.y
  const bottom = name.includes('s') ? goal.y : from.y + from.height
  const next = framedBetween({ x: left, y: top }, { x: right, y: bottom }, picture)
  return fitted(shape, from, next, ground)
}

/** The handle that keys move: an arrow's tip, else the lower right. */
export const keyHandleOf = (shape: Shape): HandleName => (shape.kind === 'arrow' ? 'end' : 'se')
