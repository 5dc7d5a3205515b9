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
import { useSpeaker } from '../../../lib/speaker.ts'

/** What a person wrote is changed in their name, whoever speaks now. */
const asAuthor = ({ author }: { readonly author: DebriefNoteView['author'] }) => ({
  context: { speaker: author.id },
})

const readAgain = (lessonId: LessonId) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.debrief(lessonId) }),
    queryClient.invalidateQueries({ queryKey: keys.cycles }),
  ])

/** The way back, and the same again. */
type Ways = { readonly undo: () => Promise<unknown>; readonly redo: () => Promise<unknown> }

/** Does something to the debrief, reads it again, and offers the way back. @returns whether it was done */
async function act(
  lessonId: LessonId,
  done: string,
  failed: string,
  run: () => Promise<Ways>,
): Promise<boolean> {
  const then = (way: () => Promise<unknown>) => async () => {
    await way()
    await readAgain(lessonId)
  }
  try {
    const { undo, redo } = await run()
    offerUndo(done, then(undo), then(redo))
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
    const one = { lessonId, id: note.id }
    return {
      undo: () => api.debrief.removeNote(one, asAuthor(note)),
      redo: () => api.debrief.restoreNote(one, asAuthor(note)),
    }
  })

export const changeNote = (note: DebriefNoteView, text: string): Promise<boolean> =>
  act(note.lessonId, 'Note changed', 'The note was not changed.', async () => {
    const { lessonId, id, text: before } = note
    const set = (words: string) => () => api.debrief.updateNote({ lessonId, id, text: words }, asAuthor(note))
    await set(text)()
    return { undo: set(before), redo: set(text) }
  })

export const removeNote = (note: DebriefNoteView): Promise<boolean> =>
  act(note.lessonId, 'Note deleted', 'The note was not deleted.', async () => {
    const { lessonId, id } = note
    const remove = () => api.debrief.removeNote({ lessonId, id }, asAuthor(note))
    await remove()
    return { undo: () => api.debrief.restoreNote({ lessonId, id }, asAuthor(note)), redo: remove }
  })

export const addStep = (
  lessonId: LessonId,
  text: string,
  dueOn: string,
  commentIds: CommentId[],
): Promise<boolean> =>
  act(lessonId, 'Action step added', 'The action step was not added.', async () => {
    const step = await api.debrief.addStep({ lessonId, text, commentIds, ...(dueOn && { dueOn }) })
    const one = { lessonId, id: step.id }
    return {
      undo: () => api.debrief.removeStep(one, asAuthor(step)),
      redo: () => api.debrief.restoreStep(one, asAuthor(step)),
    }
  })

export const changeStep = (
  step: ActionStepView,
  patch: { readonly text?: string; readonly dueOn?: string | null },
): Promise<boolean> =>
  act(step.lessonId, 'Action step changed', 'The action step was not changed.', async () => {
    const { lessonId, id, text, dueOn = null } = step
    const change = () => api.debrief.updateStep({ lessonId, id, ...patch }, asAuthor(step))
    await change()
    return {
      undo: () => api.debrief.updateStep({ lessonId, id, text, dueOn }, asAuthor(step)),
      redo: change,
    }
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
      // Said again, or taken back, by the same person, whoever speaks by then.
      const { speaker } = useSpeaker.getState()
      const say = (word: boolean) => () =>
        api.debrief.updateStep({ lessonId, id, done: word }, { context: speaker ? { speaker } : {} })
      await say(done)()
      return { undo: say(!done), redo: say(done) }
    },
  )

export const removeStep = (step: ActionStepView): Promise<boolean> =>
  act(step.lessonId, 'Action step deleted', 'The action step was not deleted.', async () => {
    const { lessonId, id } = step
    const remove = () => api.debrief.removeStep({ lessonId, id }, asAuthor(step))
    await remove()
    return { undo: () => api.debrief.restoreStep({ lessonId, id }, asAuthor(step)), redo: remove }
  })

export const pinComment = (lessonId: LessonId, commentId: CommentId): Promise<boolean> =>
  act(lessonId, 'Pinned for the debrief', 'The comment was not pinned.', async () => {
    let pin = await api.debrief.pin({ lessonId, commentId })
    return {
      undo: () => api.debrief.unpin({ lessonId, id: pin.id }, asAuthor(pin)),
      redo: async () => {
        pin = await api.debrief.pin({ lessonId, commentId }, asAuthor(pin))
      },
    }
  })

export const unpinComment = (pin: PinView): Promise<boolean> =>
  act(pin.lessonId, 'Pin taken away', 'The pin was not taken away.', async () => {
    const { lessonId, commentId } = pin
    let held = pin
    const unpin = () => api.debrief.unpin({ lessonId, id: held.id }, asAuthor(pin))
    await unpin()
    return {
      undo: async () => {
        held = await api.debrief.pin({ lessonId, commentId }, asAuthor(pin))
      },
      redo: unpin,
    }
  })
