import { z } from 'zod'
import { actionStepId } from '../records/actionStep.ts'
import { commentId } from '../records/comment.ts'
import { debriefNoteId, debriefNoteKind, debriefText } from '../records/debriefNote.ts'
import { lessonId } from '../records/lesson.ts'
import { pinId } from '../records/pin.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

const hung = { lessonId, author: authorView, local: z.boolean(), createdAtMs: z.int() }

export const pinView = z.object({ id: pinId, commentId, ...hung })
export type PinView = z.infer<typeof pinView>

export const debriefNoteView = z.object({
  id: debriefNoteId,
  kind: debriefNoteKind,
  text: z.string(),
  commentIds: z.array(commentId),
  ...hung,
})
export type DebriefNoteView = z.infer<typeof debriefNoteView>

export const actionStepView = z.object({
  id: actionStepId,
  text: z.string(),
  dueOn: z.string().optional(),
  done: z.boolean(),
  commentIds: z.array(commentId),
  ...hung,
})
export type ActionStepView = z.infer<typeof actionStepView>

export const debriefView = z.object({
  notes: z.array(debriefNoteView),
  steps: z.array(actionStepView),
  /** In the order of the lesson clock; one a comment. */
  pins: z.array(pinView),
})
export type DebriefView = z.infer<typeof debriefView>

const commentIds = z.array(commentId).max(50)

/** The conversation over a lesson. Each note and step belongs to who wrote it; anyone may say that a step is done. */
export const debrief = {
  /** Notes and steps by time written. */
  get: procedure.input(z.object({ lessonId })).output(debriefView),
  pin: procedure.input(z.object({ lessonId, commentId })).output(pinView),
  unpin: procedure.input(z.object({ lessonId, id: pinId })).output(z.void()),
  addNote: procedure
    .input(
      z.object({ lessonId, kind: debriefNoteKind, text: debriefText, commentIds: commentIds.default([]) }),
    )
    .output(debriefNoteView),
  updateNote: procedure
    .input(
      z.object({
        lessonId,
        id: debriefNoteId,
        text: debriefText.optional(),
        commentIds: commentIds.optional(),
      }),
    )
    .output(debriefNoteView),
  removeNote: procedure.input(z.object({ lessonId, id: debriefNoteId })).output(z.void()),
  restoreNote: procedure.input(z.object({ lessonId, id: debriefNoteId })).output(debriefNoteView),
  addStep: procedure
    .input(
      z.object({
        lessonId,
        text: debriefText,
        dueOn: z.iso.date().optional(),
        commentIds: commentIds.default([]),
      }),
    )
    .output(actionStepView),
  /** `dueOn: null` clears the date. `done` may be said by anyone, all else by the author. */
  updateStep: procedure
    .input(
      z.object({
        lessonId,
        id: actionStepId,
        text: debriefText.optional(),
        dueOn: z.iso.date().nullable().optional(),
        commentIds: commentIds.optional(),
        done: z.boolean().optional(),
      }),
    )
    .output(actionStepView),
  removeStep: procedure.input(z.object({ lessonId, id: actionStepId })).output(z.void()),
  restoreStep: procedure.input(z.object({ lessonId, id: actionStepId })).output(actionStepView),
}
