import { os } from '../rpc.ts'
import type { Clips } from './clips.ts'

export const clipProcedures = (clips: Clips) => ({
  list: os.clips.list.handler(({ context, input }) => clips.list(context.caller, input.lessonId)),
  add: os.clips.add.handler(({ context, input }) => clips.add(context.caller, input)),
  update: os.clips.update.handler(({ context, input }) => clips.update(context.caller, input)),
  exemplify: os.clips.exemplify.handler(({ context, input }) => clips.exemplify(context.caller, input)),
  planFromComments: os.clips.planFromComments.handler(({ context, input }) =>
    clips.planFromComments(context.caller, input),
  ),
  addFromComments: os.clips.addFromComments.handler(({ context, input }) =>
    clips.addFromComments(context.caller, input),
  ),
  remove: os.clips.remove.handler(({ context, input }) => clips.remove(context.caller, input.id)),
  restore: os.clips.restore.handler(({ context, input }) => clips.restore(context.caller, input.id)),
})
