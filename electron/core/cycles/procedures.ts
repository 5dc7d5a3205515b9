import { os } from '../rpc.ts'
import type { Cycles } from './cycles.ts'

export const cycleProcedures = (cycles: Cycles) => ({
  list: os.cycles.list.handler(({ context, input }) => cycles.list(context.caller, input.lessonId)),
  add: os.cycles.add.handler(({ context, input }) => cycles.add(context.caller, input)),
  update: os.cycles.update.handler(({ context, input }) => cycles.update(context.caller, input)),
  remove: os.cycles.remove.handler(({ context, input }) => cycles.remove(context.caller, input.id)),
  restore: os.cycles.restore.handler(({ context, input }) => cycles.restore(context.caller, input.id)),
})
