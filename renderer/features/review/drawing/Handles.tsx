import { handlesOf } from '../../../../electron/contract/drawing/change.ts'
import type { Point, Shape } from '../../../../electron/contract/records/drawing.ts'
import { measureLabel } from '../../../ui/drawing/measureLabel.ts'
import classes from './Drawing.module.css'

/** A finger or a hurried hand misses a line by this many screen pixels. */
export const REACH_PX = 12
const HANDLE_PX = 7

/** Where a shape is taken hold of to change its size, as large on the screen at any zoom. */
export function Handles({ shape, perPx }: { readonly shape: Shape; readonly perPx: number }) {
  return handlesOf(shape, measureLabel).map(({ name, x, y }) => (
    <circle
      key={name}
      className={classes.handle}
      data-handle={name}
      cx={x}
      cy={y}
      r={HANDLE_PX * perPx}
      strokeWidth={2 * perPx}
    />
  ))
}

/** The handle of a shape that is in reach of a point of the picture. */
export const handleNear = (shape: Shape, at: Point, perPx: number) =>
  handlesOf(shape, measureLabel).find(({ x, y }) => Math.hypot(x - at.x, y - at.y) <= REACH_PX * perPx)

/** Where the pointer is on a sheet, in picture pixels. */
export function pointOn(
  sheet: SVGSVGElement | null,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): Point {
  const matrix = sheet?.getScreenCTM()
  if (!matrix) return { x: 0, y: 0 }
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse())
  return { x, y }
}
