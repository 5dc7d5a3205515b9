import { z } from 'zod'
import { lessonId } from '../records/lesson.ts'
import { phaseId, phaseTitle } from '../records/phase.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

export const phaseView = z.object({
  id: phaseId,
  lessonId,
  title: z.string(),
  fromMs: z.int(),
  toMs: z.int(),
  author: authorView,
  createdAtMs: z.int(),
  /** Its author is one of the people of this machine, in whose name it may be changed. */
  local: z.boolean(),
})
export type PhaseView = z.infer<typeof phaseView>

export const phases = {
  /** In the order of the lesson clock. */
  list: procedure.input(z.object({ lessonId })).output(z.array(phaseView)),
  add: procedure
    .input(
      z.object({
        lessonId,
        title: phaseTitle,
        fromMs: z.int().nonnegative(),
        toMs: z.int().positive(),
      }),
    )
    .output(phaseView),
  update: procedure
    .input(
      z.object({
        lessonId,
        id: phaseId,
        title: phaseTitle.optional(),
        fromMs: z.int().nonnegative().optional(),
        toMs: z.int().positive().optional(),
      }),
    )
    .output(phaseView),
  remove: procedure.input(z.object({ lessonId, id: phaseId })).output(z.void()),
  restore: procedure.input(z.object({ lessonId, id: phaseId })).output(phaseView),
}
