import { z } from 'zod'
import { commentId } from './comment.ts'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const pinId = idOf('pin')
export type PinId = z.infer<typeof pinId>

/** A comment that someone wants to talk about in the debrief. */
export const pin = z.object({
  ...envelope.shape,
  id: pinId,
  type: z.literal('pin'),
  lessonId,
  commentId,
})
export type Pin = z.infer<typeof pin>
