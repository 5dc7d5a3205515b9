import type { Measure } from '../../../electron/contract/drawing/geometry.ts'
import { labelWeight } from '../../../electron/contract/drawing/paint.ts'

const RULER_PX = 100
let ruler: CanvasRenderingContext2D | undefined
const known = new Map<string, number>()

/** How wide a label's words are in the page's own letters; widths grow with the size. */
export const measureLabel: Measure = (text, sizePx) => {
  let width = known.get(text)
  if (width === undefined) {
    ruler ??= document.createElement('canvas').getContext('2d') ?? undefined
    if (!ruler) return text.length * sizePx * 0.6
    ruler.font = `${labelWeight} ${RULER_PX}px "Inter Variable", "Inter", system-ui, sans-serif`
    width = ruler.measureText(text).width / RULER_PX
    // Before the letters are loaded others are measured: that is not worth remembering.
    if (document.fonts.status === 'loaded') known.set(text, width)
  }
  return width * sizePx
}
