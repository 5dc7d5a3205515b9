import { z } from 'zod'
import { commentId } from './comment.ts'
import { criterionWords } from './criterionVersion.ts'
import { envelope, idOf } from './envelope.ts'
import { criterionVersionId, rubricId } from './rubric.ts'

export const tagId = idOf('tag')
export type TagId = z.infer<typeof tagId>

/** The tie from a comment to a criterion, by one person; `level` where they rate it (a level's code, or NOT_OBSERVED). */
export const tag = z.object({
  ...envelope.shape,
  id: tagId,
  type: z.literal('tag'),
  commentId,
  rubricId,
  code: z.string().min(1).max(40),
  level: z.string().min(1).max(40).optional(),
  /** The criterion's words when it was tagged. Absent for templates, whose words never change, and in older libraries. */
  version: criterionVersionId.optional(),
  /** The words themselves, where they may not stand in the library: in a private note, and after it was shared. */
  words: criterionWords.optional(),
})
export type Tag = z.infer<typeof tag>
