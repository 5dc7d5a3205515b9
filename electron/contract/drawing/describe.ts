import type { Point, Shape, ShapeKind } from '../records/drawing.ts'
import { boundsOf, centreOf, type Measure, type PictureSize } from './geometry.ts'

export const shapeWords: Record<ShapeKind, string> = {
  arrow: 'Arrow',
  box: 'Box',
  ellipse: 'Ellipse',
  freehand: 'Line by hand',
  spotlight: 'Spotlight',
  text: 'Text',
}

/** A place in words, by thirds of the picture: “upper right”, “left middle”, “centre”. */
export function placeInWords({ x, y }: Point, { width, height }: PictureSize): string {
  const row = y < height / 3 ? 'upper' : y > (height * 2) / 3 ? 'lower' : undefined
  const column = x < width / 3 ? 'left' : x > (width * 2) / 3 ? 'right' : undefined
  if (row && column) return `${row} ${column}`
  if (row) return `${row} middle`
  return column ? `${column} middle` : 'centre'
}

/** What a screen reader says of a shape: “Arrow by Marcus, from left middle to upper right”. */
export function describeShape(shape: Shape, name: string, picture: PictureSize, measure: Measure): string {
  const who = `${shapeWords[shape.kind]} by ${name}`
  if (shape.kind === 'arrow')
    return `${who}, from ${placeInWords(shape.from, picture)} to ${placeInWords(shape.to, picture)}`
  const where = placeInWords(centreOf(boundsOf(shape, measure)), picture)
  return shape.kind === 'text' ? `${who}, “${shape.text}”, ${where}` : `${who}, ${where}`
}
