import { Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { labelWeight, type Paint } from '../../../contract/drawing/paint.ts'
import { fontOf } from './fonts.ts'

/** Paints one step of a drawing, in pixels of the picture it was drawn on. */
export function paintStep(context: SKRSContext2D, step: Paint): void {
  context.globalAlpha = step.what === 'words' ? 1 : step.opacity
  switch (step.what) {
    case 'line':
      context.strokeStyle = step.colour
      context.lineWidth = step.widthPx
      context.stroke(new Path2D(step.d))
      return
    case 'plate':
      context.fillStyle = step.colour
      context.fill(new Path2D(step.d))
      return
    case 'words':
      context.fillStyle = step.colour
      context.font = fontOf(labelWeight, step.sizePx, step.text)
      context.textAlign = 'left'
      context.fillText(step.text, step.x, step.y)
      return
  }
}
