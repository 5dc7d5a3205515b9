import { z } from 'zod'
import { commentId } from './comment.ts'
import { envelope, idOf } from './envelope.ts'

export const resolutionId = idOf('resolution')
export type ResolutionId = z.infer<typeof resolutionId>

/** Someone's word on whether a comment has been talked through; one for each person and comment. The newest word stands. */
export const resolution = z.object({
  ...envelope.shape,
  id: resolutionId,
  type: z.literal('resolution'),
  commentId,
  resolved: z.boolean(),
})
export type Resolution = z.infer<typeof resolution>
