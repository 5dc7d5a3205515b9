import type { Point, Shape } from '../records/drawing.ts'

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** A rectangle in picture pixels, from the picture's top left. */
export interface Bounds extends PictureSize {
  readonly x: number
  readonly y: number
}

/** Width in pixels of words as a label draws them; the page and the export each bring their own. */
export type Measure = (text: string, sizePx: number) => number

/** The design's strokes are given for pictures whose longer side is 1280: one unit of theirs in this picture's pixels. */
export const unitOf = ({ width, height }: PictureSize): number => Math.max(width, height) / 1280

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most))

/** The nearest whole pixel that lies in the picture. */
export const pointWithin = ({ x, y }: Point, { width, height }: PictureSize): Point => ({
  x: clamp(Math.round(x), 0, width),
  y: clamp(Math.round(y), 0, height),
})

export function boundsOfPoints(points: readonly Point[]): Bounds {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** A label's plate: room around the letters, in shares of their size. */
export const labelPad = { x: 0.5, y: 0.24, line: 1.2 } as const

/** What a shape covers, without its strokes' thickness. */
export function boundsOf(shape: Shape, measure: Measure): Bounds {
  switch (shape.kind) {
    case 'arrow':
      return boundsOfPoints([shape.from, shape.to])
    case 'freehand':
      return boundsOfPoints(shape.points)
    case 'text':
      return {
        x: shape.x,
        y: shape.y,
        width: Math.ceil(measure(shape.text, shape.sizePx) + 2 * labelPad.x * shape.sizePx),
        height: Math.ceil((labelPad.line + 2 * labelPad.y) * shape.sizePx),
      }
    case 'box':
    case 'ellipse':
    case 'spotlight':
      return { x: shape.x, y: shape.y, width: shape.width, height: shape.height }
  }
}

export const centreOf = ({ x, y, width, height }: Bounds): Point => ({ x: x + width / 2, y: y + height / 2 })
