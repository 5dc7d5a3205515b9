import { os } from '../rpc.ts'
import type { Exports } from './exports.ts'

export const exportProcedures = (exports: Exports) => ({
  estimate: os.exports.estimate.handler(({ context, input: { clipId, ...options } }) =>
    exports.estimate(context.caller, clipId, options),
  ),
  preview: os.exports.preview.handler(
    async ({ context, input: { clipId, atMs, clipMs, ...options }, signal }) => {
      const at = clipMs === undefined ? { lessonMs: atMs ?? 0 } : { clipMs }
      const png = await exports.preview(context.caller, clipId, at, options, signal)
      return { pngBase64: Buffer.from(png).toString('base64') }
    },
  ),
  start: os.exports.start.handler(({ context, input }) => exports.start(context.caller, input)),
  room: os.exports.room.handler(({ input }) => exports.room(input.dir)),
  queue: os.exports.queue.handler(() => exports.queue()),
  pause: os.exports.pause.handler(({ input }) => exports.pause(input.on)),
  move: os.exports.move.handler(({ input: { jobId, by } }) => exports.move(jobId, by)),
})
