import { drawingSpan } from '../../electron/contract/drawing/drawingSpan.ts'
import type { PictureSize } from '../../electron/contract/drawing/geometry.ts'
import type { Shape } from '../../electron/contract/records/drawing.ts'
import type { PersonColour } from '../../electron/contract/records/person.ts'

/** A comment's drawing on one recording, and when it is on. */
export type TimedDrawing = {
  key: string
  commentId: string
  name: string
  colour: PersonColour
  atMs: number
  toMs?: number | undefined
  picture: PictureSize
  shapes: readonly Shape[]
}

/** A frame's time may lie a hair before the whole millisecond that was written down for it. */
const HAIR_MS = 1

/** Those that are on at a moment of the lesson clock. */
export function drawnAt(drawings: readonly TimedDrawing[], nowMs: number): TimedDrawing[] {
  return drawings.filter(drawing => {
    const { fromMs, toMs } = drawingSpan(drawing)
    return fromMs <= nowMs + HAIR_MS && nowMs + HAIR_MS < toMs
  })
}
