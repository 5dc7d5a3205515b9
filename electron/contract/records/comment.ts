import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const commentKinds = ['evidence', 'noticing', 'wondering', 'strength', 'suggestion'] as const
export const commentKind = z.enum(commentKinds)
export type CommentKind = z.infer<typeof commentKind>

export const commentId = idOf('comment')
export type CommentId = z.infer<typeof commentId>

/** Words as they were typed; blank text says nothing and is refused. */
export const commentText = z
  .string()
  .max(20_000)
  .refine(text => text.trim().length > 0, 'Write what you saw or heard.')

/** What one person says about a moment (no `toMs`) or a stretch of a lesson, on the lesson clock. */
export const comment = z.object({
  ...envelope.shape,
  id: commentId,
  type: z.literal('comment'),
  lessonId,
  atMs: z.int().nonnegative(),
  toMs: z.int().nonnegative().optional(),
  kind: commentKind,
  text: commentText,
})
export type Comment = z.infer<typeof comment>
