import { z } from 'zod'
import { commentId } from './comment.ts'
import { debriefText } from './debriefNote.ts'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const actionStepId = idOf('actionStep')
export type ActionStepId = z.infer<typeof actionStepId>
export const stepDoneId = idOf('stepDone')
export type StepDoneId = z.infer<typeof stepDoneId>

/** What the teacher will try next. */
export const actionStep = z.object({
  ...envelope.shape,
  id: actionStepId,
  type: z.literal('actionStep'),
  lessonId,
  text: debriefText,
  /** The day by which, `2026-11-30`. */
  dueOn: z.iso.date().optional(),
  commentIds: z.array(commentId).max(50),
})
export type ActionStep = z.infer<typeof actionStep>

/** Someone's word on whether a step is done; a record of its own, so that both may say it. The newest word stands. */
export const stepDone = z.object({
  ...envelope.shape,
  id: stepDoneId,
  type: z.literal('stepDone'),
  lessonId,
  stepId: actionStepId,
  done: z.boolean(),
})
export type StepDone = z.infer<typeof stepDone>
