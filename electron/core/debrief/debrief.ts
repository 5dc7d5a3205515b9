import { ulid } from 'ulid'
import type { ActionStepView, DebriefNoteView, DebriefView, PinView } from '../../contract/api/debrief.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { ActionStep, ActionStepId } from '../../contract/records/actionStep.ts'
import type { CommentId } from '../../contract/records/comment.ts'
import type { DebriefNote, DebriefNoteId, DebriefNoteKind } from '../../contract/records/debriefNote.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Pin, PinId } from '../../contract/records/pin.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Change, Conversation, Library } from '../library/library.types.ts'

export interface DebriefParts {
  library(): Library
  /** The lesson's conversation as this caller may see it. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  isLocal(id: PersonId): boolean
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  author(id: PersonId): DebriefNoteView['author']
}

type About = { readonly lessonId: LessonId; readonly commentIds: readonly CommentId[]; readonly text: string }
type NewNote = About & { readonly kind: DebriefNoteKind }
type NewStep = About & { readonly dueOn?: string | undefined }
type NotePatch = {
  readonly lessonId: LessonId
  readonly id: DebriefNoteId
  readonly text?: string | undefined
  readonly commentIds?: readonly CommentId[] | undefined
}
type StepPatch = Omit<NotePatch, 'id'> & {
  readonly id: ActionStepId
  readonly dueOn?: string | null | undefined
  readonly done?: boolean | undefined
}
type Written = { readonly id: string; readonly createdAtMs: number }

const byTime = (a: Written, b: Written): number => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1)

export function createDebrief(parts: DebriefParts) {
  const { library, speakerOf, author, isLocal } = parts

  const hung = ({ lessonId, by, createdAtMs }: Pin | DebriefNote | ActionStep) => ({
    lessonId,
    author: author(by),
    local: isLocal(by),
    createdAtMs,
  })

  /** A private note of this machine may be pinned or named by others; whoever cannot see it does not get its id either. */
  const get = async (caller: Caller, lessonId: LessonId): Promise<DebriefView> => {
    lessonOrThrow(library(), lessonId)
    const { comments, pins, debriefNotes, actionSteps, stepDones } = await parts.conversation(
      caller,
      lessonId,
    )
    const atMs = new Map(
      comments
        .filter(({ record, private: kept }) => !kept || caller.present.includes(record.by))
        .map(({ record }) => [record.id, record.atMs] as const),
    )
    const seen = (ids: readonly CommentId[]) => ids.filter(id => atMs.has(id))
    const done = new Map<string, boolean>()
    for (const { record } of [...stepDones].sort((a, b) => (a.record.rev < b.record.rev ? -1 : 1)))
      done.set(record.stepId, record.done)
    const firstPins = new Map<CommentId, Pin>()
    for (const { record } of [...pins].sort((a, b) => byTime(a.record, b.record)))
      if (atMs.has(record.commentId) && !firstPins.has(record.commentId))
        firstPins.set(record.commentId, record)
    return {
      notes: debriefNotes
        .map(({ record }) => record)
        .sort(byTime)
        .map(note => ({
          id: note.id,
          kind: note.kind,
          text: note.text,
          commentIds: seen(note.commentIds),
          ...hung(note),
        })),
      steps: actionSteps
        .map(({ record }) => record)
        .sort(byTime)
        .map(step => ({
          id: step.id,
          text: step.text,
          ...(step.dueOn !== undefined && { dueOn: step.dueOn }),
          done: done.get(step.id) ?? false,
          commentIds: seen(step.commentIds),
          ...hung(step),
        })),
      pins: [...firstPins.values()]
        .sort((a, b) => (atMs.get(a.commentId) ?? 0) - (atMs.get(b.commentId) ?? 0) || byTime(a, b))
        .map(pin => ({ id: pin.id, commentId: pin.commentId, ...hung(pin) })),
    }
  }

  const missing = (what: string, subject: string) =>
    new DebriefError(
      'notFound',
      `There is no such ${what} in this lesson; it may have been removed. Nothing was changed.`,
      { subject },
    )
  const noteView = async (
    caller: Caller,
    lessonId: LessonId,
    id: DebriefNoteId,
  ): Promise<DebriefNoteView> => {
    const found = (await get(caller, lessonId)).notes.find(note => note.id === id)
    if (found) return found
    throw missing('note', id)
  }
  const stepView = async (caller: Caller, lessonId: LessonId, id: ActionStepId): Promise<ActionStepView> => {
    const found = (await get(caller, lessonId)).steps.find(step => step.id === id)
    if (found) return found
    throw missing('action step', id)
  }
  const own = <V extends { author: { id: PersonId; name: string }; id: string }>(
    caller: Caller,
    view: V,
  ): V => {
    if (view.author.id === speakerOf(caller)) return view
    throw new DebriefError(
      'notYours',
      `Only ${view.author.name} can change this. Add one of your own. Nothing was changed.`,
      { subject: view.id },
    )
  }
  const write = (caller: Caller, change: Change) => library().write(speakerOf(caller), [change])

  /** @throws DebriefError notFound for a comment that is not there, or that this caller cannot see */
  const check = async (caller: Caller, lessonId: LessonId, ids: readonly CommentId[]): Promise<void> => {
    lessonOrThrow(library(), lessonId)
    const { comments } = await parts.conversation(caller, lessonId)
    for (const id of ids) {
      const held = comments.find(({ record }) => record.id === id)
      if (!held || (held.private && !caller.present.includes(held.record.by))) throw missing('comment', id)
    }
  }

  return {
    get,

    pin: async (caller: Caller, lessonId: LessonId, commentId: CommentId): Promise<PinView> => {
      await check(caller, lessonId, [commentId])
      const there = async () => (await get(caller, lessonId)).pins.find(pin => pin.commentId === commentId)
      const before = await there()
      if (before) return before
      const held = (await library().conversation(lessonId)).comments.find(
        ({ record }) => record.id === commentId,
      )
      await library().write(speakerOf(caller), [
        {
          put: { type: 'pin', id: `pin:${ulid()}`, lessonId, commentId },
          lessonId,
          private: held?.private ?? false,
        },
      ])
      const after = await there()
      if (after) return after
      throw missing('comment', commentId)
    },

    /** Takes the pin away; one that another person stuck is theirs. */
    unpin: async (caller: Caller, lessonId: LessonId, id: PinId): Promise<void> => {
      const pin = (await get(caller, lessonId)).pins.find(one => one.id === id)
      if (!pin) throw missing('pin', id)
      own(caller, pin)
      await write(caller, { remove: id, lessonId })
    },

    addNote: async (caller: Caller, input: NewNote): Promise<DebriefNoteView> => {
      const { lessonId, kind, text, commentIds } = input
      await check(caller, lessonId, commentIds)
      const id: DebriefNoteId = `debriefNote:${ulid()}`
      await write(caller, {
        put: { type: 'debriefNote', id, lessonId, kind, text, commentIds: [...commentIds] },
        lessonId,
      })
      return noteView(caller, lessonId, id)
    },

    updateNote: async (caller: Caller, patch: NotePatch): Promise<DebriefNoteView> => {
      const { lessonId, id } = patch
      const before = own(caller, await noteView(caller, lessonId, id))
      const { text = before.text, commentIds = before.commentIds } = patch
      await check(caller, lessonId, patch.commentIds ?? [])
      await write(caller, {
        put: { type: 'debriefNote', id, lessonId, kind: before.kind, text, commentIds: [...commentIds] },
        lessonId,
      })
      return noteView(caller, lessonId, id)
    },

    removeNote: async (caller: Caller, lessonId: LessonId, id: DebriefNoteId): Promise<void> => {
      own(caller, await noteView(caller, lessonId, id))
      await write(caller, { remove: id, lessonId })
    },

    restoreNote: async (caller: Caller, lessonId: LessonId, id: DebriefNoteId): Promise<DebriefNoteView> => {
      if (!(await get(caller, lessonId)).notes.some(note => note.id === id))
        await write(caller, { restore: id, lessonId })
      return noteView(caller, lessonId, id)
    },

    addStep: async (caller: Caller, input: NewStep): Promise<ActionStepView> => {
      const { lessonId, text, dueOn, commentIds } = input
      await check(caller, lessonId, commentIds)
      const id: ActionStepId = `actionStep:${ulid()}`
      await write(caller, {
        put: {
          type: 'actionStep',
          id,
          lessonId,
          text,
          ...(dueOn !== undefined && { dueOn }),
          commentIds: [...commentIds],
        },
        lessonId,
      })
      return stepView(caller, lessonId, id)
    },

    updateStep: async (caller: Caller, patch: StepPatch): Promise<ActionStepView> => {
      const { lessonId, id, done } = patch
      const before = await stepView(caller, lessonId, id)
      const worded = patch.text !== undefined || patch.dueOn !== undefined || patch.commentIds !== undefined
      if (worded) own(caller, before)
      await check(caller, lessonId, patch.commentIds ?? [])
      const { text = before.text, commentIds = before.commentIds } = patch
      const dueOn = patch.dueOn === null ? undefined : (patch.dueOn ?? before.dueOn)
      const mine = (await library().conversation(lessonId)).stepDones.find(
        ({ record }) => record.stepId === id && record.by === speakerOf(caller),
      )
      await library().write(speakerOf(caller), [
        ...(worded
          ? [
              {
                put: {
                  type: 'actionStep' as const,
                  id,
                  lessonId,
                  text,
                  ...(dueOn !== undefined && { dueOn }),
                  commentIds: [...commentIds],
                },
                lessonId,
              },
            ]
          : []),
        ...(done === undefined
          ? []
          : [
              {
                put: {
                  type: 'stepDone' as const,
                  id: mine?.record.id ?? (`stepDone:${ulid()}` as const),
                  lessonId,
                  stepId: id,
                  done,
                },
                lessonId,
              },
            ]),
      ])
      return stepView(caller, lessonId, id)
    },

    removeStep: async (caller: Caller, lessonId: LessonId, id: ActionStepId): Promise<void> => {
      own(caller, await stepView(caller, lessonId, id))
      await write(caller, { remove: id, lessonId })
    },

    restoreStep: async (caller: Caller, lessonId: LessonId, id: ActionStepId): Promise<ActionStepView> => {
      if (!(await get(caller, lessonId)).steps.some(step => step.id === id))
        await write(caller, { restore: id, lessonId })
      return stepView(caller, lessonId, id)
    },
  }
}
export type Debriefs = ReturnType<typeof createDebrief>
