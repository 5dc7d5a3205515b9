import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'
import { recordingId } from './recording.ts'

export const maskId = idOf('mask')
export type MaskId = z.infer<typeof maskId>

/** No picture is larger than this on a side, in pixels. */
const MOST_PX = 16_384
/** A tracked mask keeps only the places between which a straight line would not do; an hour of steady movement stays below. */
export const MOST_KEYFRAMES = 20_000

const px = z.int().min(0).max(MOST_PX)
const side = z.int().min(1).max(MOST_PX)

export const maskShapes = ['box', 'ellipse'] as const
export type MaskShape = (typeof maskShapes)[number]
export const maskEffects = ['blur', 'solid'] as const
export type MaskEffect = (typeof maskEffects)[number]

/** Where a mask is at one moment: whole pixels of the picture as it is shown (rotation and pixel aspect applied), from its top left. */
export const maskPlace = z.object({ x: px, y: px, width: side, height: side })
export type MaskPlace = z.infer<typeof maskPlace>

export const maskKeyframe = z.object({
  ...maskPlace.shape,
  /** On the recording's own clock in a record, on the lesson clock in the API. */
  atMs: z.int(),
  /** Someone put it there; following never moves it. */
  byHand: z.boolean(),
})
export type MaskKeyframe = z.infer<typeof maskKeyframe>

/** In order, no two at one moment. */
export const maskKeyframes = z
  .array(maskKeyframe)
  .min(1)
  .max(MOST_KEYFRAMES)
  .refine(all => all.every((each, i) => i === 0 || each.atMs > (all[i - 1]?.atMs ?? 0)), {
    message: 'The places of a mask must be in the order of time, one at a moment.',
  })

export const maskBody = z.object({
  recordingId,
  shape: z.enum(maskShapes),
  effect: z.enum(maskEffects),
  /** Size of the picture as shown when it was drawn; its places are pixels of that. */
  picture: z.object({ width: side, height: side }),
  /** Before its first place and behind its last one a mask stands still. */
  keyframes: maskKeyframes,
})
export type MaskBody = z.infer<typeof maskBody>

/**
 * What covers a face or a name in a recording. Its times are on the recording's own clock (0 is its first picture or sound), not the
 * lesson's: where an angle is lined up anew, its masks stay on their faces.
 */
export const mask = z.object({
  ...envelope.shape,
  ...maskBody.shape,
  id: maskId,
  type: z.literal('mask'),
  lessonId,
  fromMs: z.int().nonnegative(),
  toMs: z.int().positive(),
})
export type Mask = z.infer<typeof mask>
