import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'
import { rubricId } from './rubric.ts'

export const clipId = idOf('clip')
export type ClipId = z.infer<typeof clipId>

export const clipTitle = z.string().trim().min(1).max(300)

/** A criterion that a clip shows, and the level at which it shows it. */
export const exemplar = z.object({
  rubricId,
  code: z.string().min(1).max(40),
  level: z.string().min(1).max(40).optional(),
})
export type Exemplar = z.infer<typeof exemplar>
export const MAX_EXEMPLARS = 20

/** A titled stretch of a lesson, on the lesson clock, with the comments, tags and drawings in it. */
export const clip = z.object({
  ...envelope.shape,
  id: clipId,
  type: z.literal('clip'),
  lessonId,
  title: clipTitle,
  fromMs: z.int().nonnegative(),
  toMs: z.int().positive(),
  /** The recording to show, where the lesson has several. */
  recordingId: idOf('recording').optional(),
  /** Of what it is an example to others. */
  exemplarOf: z.array(exemplar).max(MAX_EXEMPLARS).optional(),
})
export type Clip = z.infer<typeof clip>
