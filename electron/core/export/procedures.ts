import { os } from '../rpc.ts'
import type { Exports } from './exports.ts'

export const exportProcedures = (exports: Exports) => ({
  estimate: os.exports.estimate.handler(({ context, input: { clipId, ...options } }) =>
    exports.estimate(context.caller, clipId, options),
  ),
  start: os.exports.start.handler(({ input: { clipIds, dir, ...options } }) =>
    exports.start(clipIds, dir, options),
  ),
})
