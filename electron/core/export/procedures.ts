import { os } from '../rpc.ts'
import type { Exports } from './exports.ts'

export const exportProcedures = (exports: Exports) => ({
  estimate: os.exports.estimate.handler(({ context, input: { clipId, ...options } }) =>
    exports.estimate(context.caller, clipId, options),
  ),
  preview: os.exports.preview.handler(async ({ input: { clipId, atMs, ...options }, signal }) => ({
    pngBase64: Buffer.from(await exports.preview(clipId, atMs, options, signal)).toString('base64'),
  })),
  start: os.exports.start.handler(({ input: { clipIds, dir, ...options } }) =>
    exports.start(clipIds, dir, options),
  ),
})
