import { os } from '../rpc.ts'
import type { Debriefs } from './debrief.ts'

export const debriefProcedures = (debriefs: Debriefs) => ({
  get: os.debrief.get.handler(({ context, input }) => debriefs.get(context.caller, input.lessonId)),
  pin: os.debrief.pin.handler(({ context, input }) =>
    debriefs.pin(context.caller, input.lessonId, input.commentId),
  ),
  unpin: os.debrief.unpin.handler(({ context, input }) =>
    debriefs.unpin(context.caller, input.lessonId, input.id),
  ),
  addNote: os.debrief.addNote.handler(({ context, input }) => debriefs.addNote(context.caller, input)),
  updateNote: os.debrief.updateNote.handler(({ context, input }) =>
    debriefs.updateNote(context.caller, input),
  ),
  removeNote: os.debrief.removeNote.handler(({ context, input }) =>
    debriefs.removeNote(context.caller, input.lessonId, input.id),
  ),
  restoreNote: os.debrief.restoreNote.handler(({ context, input }) =>
    debriefs.restoreNote(context.caller, input.lessonId, input.id),
  ),
  addStep: os.debrief.addStep.handler(({ context, input }) => debriefs.addStep(context.caller, input)),
  updateStep: os.debrief.updateStep.handler(({ context, input }) =>
    debriefs.updateStep(context.caller, input),
  ),
  removeStep: os.debrief.removeStep.handler(({ context, input }) =>
    debriefs.removeStep(context.caller, input.lessonId, input.id),
  ),
  restoreStep: os.debrief.restoreStep.handler(({ context, input }) =>
    debriefs.restoreStep(context.caller, input.lessonId, input.id),
  ),
})
