import { os } from '../rpc.ts'
import type { Drawings } from './drawings.ts'

export const drawingProcedures = (drawings: Drawings) => ({
  put: os.drawings.put.handler(({ context, input }) => drawings.put(context.caller, input)),
  remove: os.drawings.remove.handler(({ context, input }) => drawings.remove(context.caller, input)),
  restore: os.drawings.restore.handler(({ context, input }) => drawings.restore(context.caller, input)),
})
