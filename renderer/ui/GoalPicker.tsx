import { MultiSelect } from '@mantine/core'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import type { GoalTarget } from '../../electron/contract/records/schoolGoal.ts'
import { pointToGoals, useSchoolGoals } from '../lib/schoolGoals.ts'

/** Which school goals a lesson, an action step or a collection works towards; nothing where the library has none. */
export function GoalPicker({
  targetId,
  lessonId,
  label,
  hideLabel = false,
}: {
  readonly targetId: GoalTarget
  /** An action step's lesson. */
  readonly lessonId?: LessonId
  readonly label: string
  readonly hideLabel?: boolean
}) {
  const goals = useSchoolGoals().data ?? []
  if (goals.length === 0) return null
  const now = goals.filter(({ targets }) => targets.includes(targetId)).map(({ id }) => id)
  return (
    <MultiSelect
      size="sm"
      {...(hideLabel ? { 'aria-label': label } : { label })}
      placeholder={now.length === 0 ? 'School goals' : ''}
      data={goals.map(({ id, title }) => ({ value: id, label: title }))}
      value={now}
      onChange={chosen =>
        void pointToGoals(
          { targetId, ...(lessonId !== undefined && { lessonId }) },
          now,
          goals.filter(({ id }) => chosen.includes(id)).map(({ id }) => id),
        )
      }
    />
  )
}
