import type {
  ActionStepView,
  DebriefNoteView,
  DebriefView,
  PinView,
} from '../../../../electron/contract/api/debrief.ts'
import type { CommentId } from '../../../../electron/contract/records/comment.ts'
import type { DebriefNoteKind } from '../../../../electron/contract/records/debriefNote.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { api } from '../../../lib/api.ts'
import { offerUndo, sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'

/** What a person wrote is changed in their name, whoever speaks now. */
const asAuthor = ({ author }: { readonly author: DebriefNoteView['author'] }) => ({
  context: { speaker: author.id },
})

const readAgain = (lessonId: LessonId) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.debrief(lessonId) }),
    queryClient.invalidateQueries({ queryKey: keys.cycles }),
  ])

/** Does something to the debrief, reads it again, and offers the way back. @returns whether it was done */
async function act(
  lessonId: LessonId,
  done: string,
  failed: string,
  run: () => Promise<() => Promise<unknown>>,
): Promise<boolean> {
  try {
    const undo = await run()
    offerUndo(done, async () => {
      await undo()
      await readAgain(lessonId)
    })
    await readAgain(lessonId)
    return true
  } catch (error) {
    sayError(error, failed)
    return false
  }
}

export const addNote = (
  lessonId: LessonId,
  kind: DebriefNoteKind,
  text: string,
  commentIds: CommentId[],
): Promise<boolean> =>
  act(lessonId, 'Note added', 'The note was not added.', async () => {
    const note = await api.debrief.addNote({ lessonId, kind, text, commentIds })
    return () => api.debrief.removeNote({ lessonId, id: note.id }, asAuthor(note))
  })

export const changeNote = (note: DebriefNoteView, text: string): Promise<boolean> =>
  act(note.lessonId, 'Note changed', 'The note was not changed.', async () => {
    const { lessonId, id, text: before } = note
    await api.debrief.updateNote({ lessonId, id, text }, asAuthor(note))
    return () => api.debrief.updateNote({ lessonId, id, text: before }, asAuthor(note))
  })

export const removeNote = (note: DebriefNoteView): Promise<boolean> =>
  act(note.lessonId, 'Note deleted', 'The note was not deleted.', async () => {
    const { lessonId, id } = note
    await api.debrief.removeNote({ lessonId, id }, asAuthor(note))
    return () => api.debrief.restoreNote({ lessonId, id }, asAuthor(note))
  })

export const addStep = (
  lessonId: LessonId,
  text: string,
  dueOn: string,
  commentIds: CommentId[],
): Promise<boolean> =>
  act(lessonId, 'Action step added', 'The action step was not added.', async () => {
    const step = await api.debrief.addStep({ lessonId, text, commentIds, ...(dueOn && { dueOn }) })
    return () => api.debrief.removeStep({ lessonId, id: step.id }, asAuthor(step))
  })

export const changeStep = (
  step: ActionStepView,
  patch: { readonly text?: string; readonly dueOn?: string | null },
): Promise<boolean> =>
  act(step.lessonId, 'Action step changed', 'The action step was not changed.', async () => {
    const { lessonId, id, text, dueOn = null } = step
    await api.debrief.updateStep({ lessonId, id, ...patch }, asAuthor(step))
    return () => api.debrief.updateStep({ lessonId, id, text, dueOn }, asAuthor(step))
  })

/** Said by whoever speaks: both may say that a step is done. */
export const markStep = (step: ActionStepView, done: boolean): Promise<boolean> =>
  act(
    step.lessonId,
    done ? 'Action step done' : 'Action step open again',
    'The action step was not changed.',
    async () => {
      const { lessonId, id } = step
      queryClient.setQueryData<DebriefView>(
        keys.debrief(lessonId),
        view => view && { ...view, steps: view.steps.map(one => (one.id === id ? { ...one, done } : one)) },
      )
      await api.debrief.updateStep({ lessonId, id, done })
      return () => api.debrief.updateStep({ lessonId, id, done: !done })
    },
  )

export const removeStep = (step: ActionStepView): Promise<boolean> =>
  act(step.lessonId, 'Action step deleted', 'The action step was not deleted.', async () => {
    const { lessonId, id } = step
    await api.debrief.removeStep({ lessonId, id }, asAuthor(step))
    return () => api.debrief.restoreStep({ lessonId, id }, asAuthor(step))
  })

export const pinComment = (lessonId: LessonId, commentId: CommentId): Promise<boolean> =>
  act(lessonId, 'Pinned for the debrief', 'The comment was not pinned.', async () => {
    const pin = await api.debrief.pin({ lessonId, commentId })
    return () => api.debrief.unpin({ lessonId, id: pin.id }, asAuthor(pin))
  })

export const unpinComment = (pin: PinView): Promise<boolean> =>
  act(pin.lessonId, 'Pin taken away', 'The pin was not taken away.', async () => {
    const { lessonId, id, commentId } = pin
    await api.debrief.unpin({ lessonId, id }, asAuthor(pin))
    return () => api.debrief.pin({ lessonId, commentId }, asAuthor(pin))
  })
