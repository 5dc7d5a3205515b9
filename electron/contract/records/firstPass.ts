import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'
import { personId } from './person.ts'

export const firstPassId = idOf('firstPass')
export type FirstPassId = z.infer<typeof firstPassId>

export const firstPassState = z.enum(['independent', 'revealed'])

/** One person's own word on looking alone first: with whom, and whether they are ready to show what they wrote. */
export const firstPass = z.object({
  ...envelope.shape,
  id: firstPassId,
  type: z.literal('firstPass'),
  lessonId,
  /** With whom; their own record says whether they are ready too. */
  withId: personId,
  state: firstPassState,
})
export type FirstPass = z.infer<typeof firstPass>
