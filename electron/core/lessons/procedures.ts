import { os } from '../rpc.ts'
import type { Lessons } from './lessons.ts'

export const lessonProcedures = (lessons: Lessons) => ({
  list: os.lessons.list.handler(({ context }) => lessons.list(context.caller)),
  entries: os.lessons.entries.handler(() => lessons.entries()),
  summaries: os.lessons.summaries.handler(({ context, input }) => lessons.summaries(context.caller, input)),
  find: os.lessons.find.handler(({ context, input }) => lessons.find(context.caller, input.id)),
  addSample: os.lessons.addSample.handler(({ context }) => lessons.addSample(context.caller)),
  update: os.lessons.update.handler(({ context, input }) => lessons.update(context.caller, input)),
  remove: os.lessons.remove.handler(({ context, input }) => lessons.remove(context.caller, input.id)),
  restore: os.lessons.restore.handler(({ context, input }) => lessons.restore(context.caller, input.id)),
})
