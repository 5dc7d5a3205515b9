import { ulid } from 'ulid'
import type { CycleView } from '../../contract/api/cycles.ts'
import type { ActionStepView } from '../../contract/api/debrief.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Cycle, CycleDetails, CycleId } from '../../contract/records/cycle.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'
import { given } from '../patch.ts'

export interface CycleParts {
  library(): Library
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  /** A lesson's action steps as this caller may see them. */
  stepsOf(caller: Caller, lessonId: LessonId): Promise<readonly ActionStepView[]>
}

type NewCycle = Pick<CycleDetails, 'goal' | 'teacher'> & { readonly lessonIds: readonly LessonId[] }
type CyclePatch = { readonly id: CycleId } & {
  readonly [K in keyof CycleDetails]?: CycleDetails[K] | undefined
} & { readonly lessonIds?: readonly LessonId[] | undefined }

/** Coaching cycles belong to the library: whoever works in it may change them. */
export function createCycles({ library, speakerOf, stepsOf }: CycleParts) {
  const findOrThrow = (id: CycleId): Cycle => {
    const found = library().find('cycle', id)
    if (found) return found
    throw new DebriefError(
      'notFound',
      'There is no such coaching cycle in this library; it may have been removed. Nothing was changed.',
      { subject: id },
    )
  }

  const view = async (caller: Caller, cycle: Cycle): Promise<CycleView> => {
    const { type: _, rev: __, by: ___, lessonIds, deleted: ____, ...shown } = cycle
    const taught = ({ date, createdAtMs }: { date?: string | undefined; createdAtMs: number }) =>
      date ?? new Date(createdAtMs).toISOString().slice(0, 10)
    const lessons = [...new Set(lessonIds)]
      .flatMap(id => library().find('lesson', id) ?? [])
      .sort((a, b) =>
        taught(a) < taught(b) ? -1 : taught(a) > taught(b) ? 1 : a.createdAtMs - b.createdAtMs,
      )
    return {
      ...shown,
      lessons: await Promise.all(
        lessons.map(async ({ id, title, date }) => ({
          id,
          title,
          ...(date !== undefined && { date }),
          steps: [...(await stepsOf(caller, id))],
        })),
      ),
    }
  }

  const checkLessons = (ids: readonly LessonId[]): void => {
    for (const id of ids) lessonOrThrow(library(), id)
  }

  return {
    list: async (caller: Caller, lessonId?: LessonId): Promise<CycleView[]> => {
      const cycles = library()
        .all('cycle')
        .filter(({ lessonIds }) => lessonId === undefined || lessonIds.includes(lessonId))
        .sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1))
      return Promise.all(cycles.map(cycle => view(caller, cycle)))
    },

    add: async (caller: Caller, { goal, teacher, lessonIds }: NewCycle): Promise<CycleView> => {
      const by = speakerOf(caller)
      checkLessons(lessonIds)
      const id: CycleId = `cycle:${ulid()}`
      await library().write(by, [
        {
          put: { type: 'cycle', id, goal, ...(teacher && { teacher }), lessonIds: [...lessonIds] },
        },
      ])
      return view(caller, findOrThrow(id))
    },

    /** Lessons that were removed stay in the cycle, out of sight, so that restoring one brings it back there. */
    update: async (caller: Caller, { id, lessonIds, ...words }: CyclePatch): Promise<CycleView> => {
      const by = speakerOf(caller)
      const { rev: _, by: __, createdAtMs: ___, deleted: ____, ...before } = findOrThrow(id)
      const unseen = before.lessonIds.filter(each => !library().find('lesson', each))
      checkLessons(lessonIds ?? [])
      const after = { ...before, ...given(words) }
      await library().write(by, [
        { put: { ...after, lessonIds: lessonIds ? [...lessonIds, ...unseen] : before.lessonIds } },
      ])
      return view(caller, findOrThrow(id))
    },

    remove: async (caller: Caller, id: CycleId): Promise<void> => {
      findOrThrow(id)
      await library().write(speakerOf(caller), [{ remove: id }])
    },

    restore: async (caller: Caller, id: CycleId): Promise<CycleView> => {
      if (!library().find('cycle', id)) await library().write(speakerOf(caller), [{ restore: id }])
      return view(caller, findOrThrow(id))
    },
  }
}
export type Cycles = ReturnType<typeof createCycles>
