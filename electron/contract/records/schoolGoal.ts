import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const schoolGoalId = idOf('schoolGoal')
export type SchoolGoalId = z.infer<typeof schoolGoalId>
export const goalLinkId = idOf('goalLink')
export type GoalLinkId = z.infer<typeof goalLinkId>

export const schoolGoalTitle = z.string().trim().min(1).max(300)

/** What a school or a group wants to get better at. */
export const schoolGoal = z.object({
  ...envelope.shape,
  id: schoolGoalId,
  type: z.literal('schoolGoal'),
  title: schoolGoalTitle,
})
export type SchoolGoal = z.infer<typeof schoolGoal>

/** What works towards a goal: a lesson, an action step of a lesson, or a collection. */
export const goalTarget = z.union([idOf('lesson'), idOf('actionStep'), idOf('collection')])
export type GoalTarget = z.infer<typeof goalTarget>

/** One pointer to a goal; a record of its own, so that two machines can each add theirs. */
export const goalLink = z.object({
  ...envelope.shape,
  id: goalLinkId,
  type: z.literal('goalLink'),
  goalId: schoolGoalId,
  targetId: goalTarget,
  /** The lesson of an action step. */
  lessonId: lessonId.optional(),
})
export type GoalLink = z.infer<typeof goalLink>
