import { os } from '../rpc.ts'
import type { Phases } from './phases.ts'

export const phaseProcedures = (phases: Phases) => ({
  list: os.phases.list.handler(({ input }) => phases.list(input.lessonId)),
  add: os.phases.add.handler(({ context, input }) => phases.add(context.caller, input)),
  update: os.phases.update.handler(({ context, input }) => phases.update(context.caller, input)),
  remove: os.phases.remove.handler(({ context, input }) => phases.remove(context.caller, input)),
  restore: os.phases.restore.handler(({ context, input }) => phases.restore(context.caller, input)),
})
