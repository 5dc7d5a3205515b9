import { useQuery } from '@tanstack/react-query'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import type { GoalTarget, SchoolGoalId } from '../../electron/contract/records/schoolGoal.ts'
import { api } from './api.ts'
import { keys } from './queries.ts'
import { queryClient } from './queryClient.ts'
import { actWithUndo } from './undoable.ts'

export const useSchoolGoals = () =>
  useQuery({ queryKey: keys.schoolGoals, queryFn: () => api.schoolGoals.list() })

const readAgain = () => queryClient.invalidateQueries({ queryKey: keys.schoolGoals })

/** Does something to the goals, and offers the way back. */
export const actOnGoals = (
  done: string,
  failed: string,
  run: () => Promise<() => Promise<unknown>>,
): Promise<boolean> => actWithUndo(done, failed, readAgain, run)

/** Says which goals something works towards; `lessonId` is an action step's lesson. */
export function pointToGoals(
  target: { readonly targetId: GoalTarget; readonly lessonId?: LessonId },
  before: readonly SchoolGoalId[],
  goalIds: readonly SchoolGoalId[],
): Promise<boolean> {
  const set = (ids: readonly SchoolGoalId[]) => api.schoolGoals.setLinks({ ...target, goalIds: [...ids] })
  return actOnGoals('School goals changed', 'The school goals were not changed.', async () => {
    await set(goalIds)
    return () => set(before)
  })
}
