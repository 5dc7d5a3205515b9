import { ulid } from 'ulid'
import type { PhaseView } from '../../contract/api/phases.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Phase, PhaseId } from '../../contract/records/phase.ts'
import type { Caller } from '../call.ts'
import { checkWithin, lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'

export interface PhaseParts {
  library(): Library
  isLocal(id: PersonId): boolean
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  /** Who a person is, also where the library does not know them yet. */
  author(id: PersonId): PhaseView['author']
}

/** A shorter band could not be seen, nor its ends told apart. */
export const MIN_PHASE_MS = 1000

interface NewPhase {
  readonly lessonId: LessonId
  readonly title: string
  readonly fromMs: number
  readonly toMs: number
}

interface PhasePatch {
  readonly lessonId: LessonId
  readonly id: PhaseId
  readonly title?: string | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
}

interface One {
  readonly lessonId: LessonId
  readonly id: PhaseId
}

/** The lesson's bands: each belongs to who made it, and only they change it. */
export function createPhases({ library, isLocal, speakerOf, author }: PhaseParts) {
  const viewOf = (phase: Phase): PhaseView => {
    const { id, lessonId, title, fromMs, toMs, by, createdAtMs } = phase
    return { id, lessonId, title, fromMs, toMs, author: author(by), createdAtMs, local: isLocal(by) }
  }

  const all = async (lessonId: LessonId): Promise<Phase[]> => {
    lessonOrThrow(library(), lessonId)
    const { phases } = await library().conversation(lessonId)
    return phases
      .map(({ record }) => record)
      .sort((a, b) => a.fromMs - b.fromMs || a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1))
  }

  const find = async ({ lessonId, id }: One): Promise<Phase> => {
    const found = (await all(lessonId)).find(phase => phase.id === id)
    if (found) return found
    throw new DebriefError(
      'notFound',
      'There is no such phase in this lesson; it may have been removed. Nothing was changed.',
      { subject: id },
    )
  }

  const mine = async (caller: Caller, one: One): Promise<{ speaker: PersonId; phase: Phase }> => {
    const speaker = speakerOf(caller)
    const phase = await find(one)
    if (phase.by === speaker) return { speaker, phase }
    throw new DebriefError(
      'notYours',
      `Only ${author(phase.by).name} can change this phase. Add one of your own. Nothing was changed.`,
      { subject: one.id },
    )
  }

  const check = (lessonId: LessonId, { fromMs, toMs }: { fromMs: number; toMs: number }): void => {
    lessonOrThrow(library(), lessonId)
    checkWithin(lengthMs(recordingsOf(library(), lessonId)), { atMs: fromMs, toMs })
    if (toMs - fromMs < MIN_PHASE_MS)
      throw new DebriefError(
        'input.invalid',
        'A phase lasts at least a second. Move its start or its end. Nothing was changed.',
        { subject: 'toMs' },
      )
  }

  return {
    list: async (lessonId: LessonId): Promise<PhaseView[]> => (await all(lessonId)).map(viewOf),

    add: async (caller: Caller, { lessonId, title, fromMs, toMs }: NewPhase): Promise<PhaseView> => {
      const speaker = speakerOf(caller)
      check(lessonId, { fromMs, toMs })
      const id: PhaseId = `phase:${ulid()}`
      await library().write(speaker, [
        { put: { type: 'phase', id, lessonId, title, fromMs, toMs }, lessonId },
      ])
      return viewOf(await find({ lessonId, id }))
    },

    update: async (caller: Caller, patch: PhasePatch): Promise<PhaseView> => {
      const { speaker, phase } = await mine(caller, patch)
      const { lessonId, id } = phase
      const { title = phase.title, fromMs = phase.fromMs, toMs = phase.toMs } = patch
      check(lessonId, { fromMs, toMs })
      await library().write(speaker, [
        { put: { type: 'phase', id, lessonId, title, fromMs, toMs }, lessonId },
      ])
      return viewOf(await find({ lessonId, id }))
    },

    remove: async (caller: Caller, one: One): Promise<void> => {
      const { speaker } = await mine(caller, one)
      await library().write(speaker, [{ remove: one.id, lessonId: one.lessonId }])
    },

    restore: async (caller: Caller, one: One): Promise<PhaseView> => {
      const speaker = speakerOf(caller)
      const there = (await all(one.lessonId)).some(({ id }) => id === one.id)
      if (!there) await library().write(speaker, [{ restore: one.id, lessonId: one.lessonId }])
      return viewOf(await find(one))
    },
  }
}
export type Phases = ReturnType<typeof createPhases>
