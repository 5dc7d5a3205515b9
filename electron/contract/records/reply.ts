import { z } from 'zod'
import { commentId, commentText } from './comment.ts'
import { envelope, idOf } from './envelope.ts'

export const replyId = idOf('reply')
export type ReplyId = z.infer<typeof replyId>

/** An answer to a comment; its own record, because words belong to who wrote them. */
export const reply = z.object({
  ...envelope.shape,
  id: replyId,
  type: z.literal('reply'),
  commentId,
  text: commentText,
})
export type Reply = z.infer<typeof reply>
