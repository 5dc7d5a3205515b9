import { z } from 'zod'
import { commentId } from './comment.ts'
import { envelope, idOf } from './envelope.ts'
import { recordingId } from './recording.ts'

export const drawingId = idOf('drawing')
export type DrawingId = z.infer<typeof drawingId>

/** No picture is larger than this on a side, in pixels. */
const MOST_PX = 16_384
export const MOST_SHAPES = 40
export const MOST_POINTS = 400
export const MOST_LABEL = 120

const px = z.int().min(0).max(MOST_PX)
const side = z.int().min(1).max(MOST_PX)

/** Whole pixels of the picture as it is shown (rotation and pixel aspect applied), from its top left. */
export const point = z.object({ x: px, y: px })
export type Point = z.infer<typeof point>

const framed = { x: px, y: px, width: side, height: side }

export const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arrow'), from: point, to: point }),
  z.object({ kind: z.literal('box'), ...framed }),
  z.object({ kind: z.literal('ellipse'), ...framed }),
  /** Everything outside of this ellipse is dimmed. */
  z.object({ kind: z.literal('spotlight'), ...framed }),
  z.object({ kind: z.literal('freehand'), points: z.array(point).min(2).max(MOST_POINTS) }),
  /** Words on a plate whose top left is at `x`, `y`; `sizePx` is the letters' size. */
  z.object({
    kind: z.literal('text'),
    x: px,
    y: px,
    sizePx: z.int().min(6).max(2_000),
    text: z.string().trim().min(1).max(MOST_LABEL),
  }),
])
export type Shape = z.infer<typeof shape>
export type ShapeKind = Shape['kind']
export type ShapeOf<K extends ShapeKind> = Extract<Shape, { kind: K }>

/** What is drawn, and on which picture. */
export const drawingBody = z.object({
  /** The recording it is drawn on; absent: the lesson's first. */
  recordingId: recordingId.optional(),
  /** Size of that picture as shown when it was drawn, so that a copy of another size shows it in the same place. */
  picture: z.object({ width: side, height: side }),
  shapes: z.array(shape).min(1).max(MOST_SHAPES),
})
export type DrawingBody = z.infer<typeof drawingBody>

/** Marks on the picture that belong to a comment, by its author; shown from its moment for its range (a moment: 3 s). */
export const drawing = z.object({
  ...envelope.shape,
  ...drawingBody.shape,
  id: drawingId,
  type: z.literal('drawing'),
  commentId,
})
export type Drawing = z.infer<typeof drawing>
