import { z } from 'zod'
import { lessonId } from '../records/lesson.ts'
import { goalTarget, schoolGoalId, schoolGoalTitle } from '../records/schoolGoal.ts'
import { procedure } from './base.ts'

export const schoolGoalView = z.object({
  id: schoolGoalId,
  title: z.string(),
  /** What points to it. */
  targets: z.array(goalTarget),
  createdAtMs: z.int(),
})
export type SchoolGoalView = z.infer<typeof schoolGoalView>

const counts = z.object({ lessons: z.int(), steps: z.int(), stepsDone: z.int() })

export const goalTrend = z.object({
  id: schoolGoalId,
  title: z.string(),
  ...counts.shape,
  collections: z.int(),
  /** By the month in which the lesson was taught, oldest first, months without anything among them. */
  months: z.array(z.object({ month: z.string(), ...counts.shape })),
})
export type GoalTrend = z.infer<typeof goalTrend>

/** Improvement goals of a library, and what works towards them. */
export const schoolGoals = {
  /** In the order in which they were set. */
  list: procedure.output(z.array(schoolGoalView)),
  add: procedure.input(z.object({ title: schoolGoalTitle })).output(schoolGoalView),
  update: procedure.input(z.object({ id: schoolGoalId, title: schoolGoalTitle })).output(schoolGoalView),
  remove: procedure.input(z.object({ id: schoolGoalId })).output(z.void()),
  restore: procedure.input(z.object({ id: schoolGoalId })).output(schoolGoalView),
  /** Which goals something works towards, instead of those until now. `lessonId` is an action step's lesson. */
  setLinks: procedure
    .input(
      z.object({
        targetId: goalTarget,
        lessonId: lessonId.optional(),
        goalIds: z.array(schoolGoalId).max(50),
      }),
    )
    .output(z.array(schoolGoalView)),
  /** For a leader: counts, and no name, title or word of a lesson, a person or a step. */
  trends: procedure.output(z.array(goalTrend)),
}
