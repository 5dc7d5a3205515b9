import { os } from '../rpc.ts'
import type { Measures } from './measures.ts'

export const measureProcedures = (all: Measures) => ({
  list: os.measures.list.handler(({ input }) => all.list(input.cycleId)),
  add: os.measures.add.handler(({ context, input }) => all.add(context.caller, input)),
  remove: os.measures.remove.handler(({ context, input }) => all.remove(context.caller, input.id)),
  restore: os.measures.restore.handler(({ context, input }) => all.restore(context.caller, input.id)),
  addPoints: os.measures.addPoints.handler(({ context, input }) => all.addPoints(context.caller, input)),
  updatePoint: os.measures.updatePoint.handler(({ context, input }) =>
    all.updatePoint(context.caller, input),
  ),
  removePoints: os.measures.removePoints.handler(({ context, input }) =>
    all.removePoints(context.caller, input),
  ),
  restorePoints: os.measures.restorePoints.handler(({ context, input }) =>
    all.restorePoints(context.caller, input),
  ),
  readTable: os.measures.readTable.handler(({ input }) => all.readTable(input.bytesBase64)),
})
