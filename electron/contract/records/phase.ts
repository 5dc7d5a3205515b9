import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const phaseId = idOf('phase')
export type PhaseId = z.infer<typeof phaseId>

export const phaseTitle = z.string().trim().min(1).max(80)

/** A named band of the lesson (launch, group work, plenary …), on the lesson clock. */
export const phase = z.object({
  ...envelope.shape,
  id: phaseId,
  type: z.literal('phase'),
  lessonId,
  title: phaseTitle,
  fromMs: z.int().nonnegative(),
  toMs: z.int().positive(),
})
export type Phase = z.infer<typeof phase>
