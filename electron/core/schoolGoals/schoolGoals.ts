import { ulid } from 'ulid'
import type { GoalTrend, SchoolGoalView } from '../../contract/api/schoolGoals.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { GoalLink, GoalTarget, SchoolGoal, SchoolGoalId } from '../../contract/records/schoolGoal.ts'
import type { Caller } from '../call.ts'
import type { Library } from '../library/library.types.ts'
import { monthsBetween } from './months.ts'

export interface SchoolGoalParts {
  library(): Library
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  /** A lesson's action steps as this caller may see them. */
  stepsOf(
    caller: Caller,
    lessonId: LessonId,
  ): Promise<readonly { readonly id: string; readonly done: boolean }[]>
}

interface Links {
  readonly targetId: GoalTarget
  readonly lessonId?: LessonId | undefined
  readonly goalIds: readonly SchoolGoalId[]
}

interface Counts {
  lessons: number
  steps: number
  stepsDone: number
}

/** Goals belong to the library: whoever works in it may set them and point to them. */
export function createSchoolGoals({ library, speakerOf, stepsOf }: SchoolGoalParts) {
  const goals = (): SchoolGoal[] =>
    library()
      .all('schoolGoal')
      .toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1))
  const linksTo = (goalId: SchoolGoalId): GoalLink[] =>
    library()
      .all('goalLink')
      .filter(link => link.goalId === goalId)
  const view = ({ id, title, createdAtMs }: SchoolGoal): SchoolGoalView => ({
    id,
    title,
    targets: [...new Set(linksTo(id).map(({ targetId }) => targetId))],
    createdAtMs,
  })
  const findOrThrow = (id: SchoolGoalId): SchoolGoal => {
    const found = library().find('schoolGoal', id)
    if (found) return found
    throw new DebriefError(
      'notFound',
      'There is no such school goal in this library; it may have been removed. Nothing was changed.',
      { subject: id },
    )
  }
  const list = (): SchoolGoalView[] => goals().map(view)
  const put = async (caller: Caller, id: SchoolGoalId, title: string): Promise<SchoolGoalView> => {
    await library().write(speakerOf(caller), [{ put: { type: 'schoolGoal', id, title } }])
    return view(findOrThrow(id))
  }
  const dayOf = (id: LessonId): string | undefined => {
    const lesson = library().find('lesson', id)
    return lesson && (lesson.date ?? new Date(lesson.createdAtMs).toISOString().slice(0, 10))
  }

  const trend = async (caller: Caller, { id, title }: SchoolGoal): Promise<GoalTrend> => {
    const links = linksTo(id)
    const months = new Map<string, Counts>()
    const at = (day: string): Counts => {
      const month = day.slice(0, 7)
      const counts = months.get(month) ?? { lessons: 0, steps: 0, stepsDone: 0 }
      months.set(month, counts)
      return counts
    }
    const lessons = new Set<LessonId>()
    const steps = new Map<LessonId, Set<string>>()
    const collections = new Set<string>()
    for (const { targetId, lessonId } of links) {
      if (targetId.startsWith('actionStep:')) {
        if (lessonId) steps.set(lessonId, (steps.get(lessonId) ?? new Set()).add(targetId))
      } else if (targetId.startsWith('collection:')) {
        if (library().find('collection', targetId)) collections.add(targetId)
      } else {
        const lesson = library().find('lesson', targetId)
        if (lesson) lessons.add(lesson.id)
      }
    }
    for (const lessonId of lessons) {
      const day = dayOf(lessonId)
      if (day) at(day).lessons += 1
    }
    for (const [lessonId, ids] of steps) {
      const day = dayOf(lessonId)
      if (!day) continue
      for (const { id: stepId, done } of await stepsOf(caller, lessonId)) {
        if (!ids.has(stepId)) continue
        at(day).steps += 1
        if (done) at(day).stepsDone += 1
      }
    }
    const sum = (of: keyof Counts) => [...months.values()].reduce((total, counts) => total + counts[of], 0)
    return {
      id,
      title,
      lessons: sum('lessons'),
      steps: sum('steps'),
      stepsDone: sum('stepsDone'),
      collections: collections.size,
      months: monthsBetween([...months.keys()]).map(month => ({
        month,
        ...(months.get(month) ?? { lessons: 0, steps: 0, stepsDone: 0 }),
      })),
    }
  }

  return {
    list,
    add: (caller: Caller, title: string): Promise<SchoolGoalView> =>
      put(caller, `schoolGoal:${ulid()}`, title),
    update: (caller: Caller, id: SchoolGoalId, title: string): Promise<SchoolGoalView> =>
      put(caller, findOrThrow(id).id, title),

    /** What points to it stays, out of sight, so that restoring it brings that back too. */
    remove: async (caller: Caller, id: SchoolGoalId): Promise<void> => {
      findOrThrow(id)
      await library().write(speakerOf(caller), [{ remove: id }])
    },
    restore: async (caller: Caller, id: SchoolGoalId): Promise<SchoolGoalView> => {
      if (!library().find('schoolGoal', id)) await library().write(speakerOf(caller), [{ restore: id }])
      return view(findOrThrow(id))
    },

    setLinks: async (caller: Caller, { targetId, lessonId, goalIds }: Links): Promise<SchoolGoalView[]> => {
      const by = speakerOf(caller)
      for (const id of goalIds) findOrThrow(id)
      if (targetId.startsWith('actionStep:')) {
        const known = lessonId && (await stepsOf(caller, lessonId)).some(({ id }) => id === targetId)
        if (!known) throw missing(targetId)
      } else if (!library().find('lesson', targetId) && !library().find('collection', targetId))
        throw missing(targetId)
      const wanted = new Set(goalIds)
      const now = library()
        .all('goalLink')
        .filter(link => link.targetId === targetId && library().find('schoolGoal', link.goalId))
      const gone = now.filter(({ goalId }) => !wanted.has(goalId)).map(({ id }) => ({ remove: id }))
      const fresh = [...wanted]
        .filter(goalId => !now.some(link => link.goalId === goalId))
        .map(goalId => ({
          put: {
            type: 'goalLink' as const,
            id: `goalLink:${ulid()}` as const,
            goalId,
            targetId,
            ...(lessonId !== undefined && { lessonId }),
          },
        }))
      if (gone.length + fresh.length > 0) await library().write(by, [...gone, ...fresh])
      return list()
    },

    trends: (caller: Caller): Promise<GoalTrend[]> => Promise.all(goals().map(goal => trend(caller, goal))),
  }
}
export type SchoolGoals = ReturnType<typeof createSchoolGoals>

const missing = (subject: string) =>
  new DebriefError(
    'notFound',
    'What should point to the goal is not in this library any more. Nothing was changed.',
    { subject },
  )
