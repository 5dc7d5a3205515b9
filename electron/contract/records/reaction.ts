import { z } from 'zod'
import { commentId } from './comment.ts'
import { envelope, idOf } from './envelope.ts'

/** `agree`: I see it too; `talk`: let us talk about this; `new`: I had not noticed. */
export const reactionKinds = ['agree', 'talk', 'new'] as const
export const reactionKind = z.enum(reactionKinds)
export type ReactionKind = z.infer<typeof reactionKind>

export const reactionId = idOf('reaction')
export type ReactionId = z.infer<typeof reactionId>

/** What one person means by a nod at a comment; one of a kind for each person and comment. */
export const reaction = z.object({
  ...envelope.shape,
  id: reactionId,
  type: z.literal('reaction'),
  commentId,
  kind: reactionKind,
})
export type Reaction = z.infer<typeof reaction>
