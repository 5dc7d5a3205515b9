import { os } from '../rpc.ts'
import type { Collections } from './collections.ts'

export const collectionProcedures = (collections: Collections) => ({
  list: os.collections.list.handler(({ context }) => collections.list(context.caller)),
  find: os.collections.find.handler(({ context, input }) => collections.find(context.caller, input.name)),
  add: os.collections.add.handler(({ context, input }) => collections.add(context.caller, input)),
  update: os.collections.update.handler(({ context, input }) => collections.update(context.caller, input)),
  addClips: os.collections.addClips.handler(({ context, input }) =>
    collections.addClips(context.caller, input.id, input.clipIds),
  ),
  removeClips: os.collections.removeClips.handler(({ context, input }) =>
    collections.removeClips(context.caller, input.id, input.clipIds),
  ),
  moveClip: os.collections.moveClip.handler(({ context, input }) =>
    collections.moveClip(context.caller, input.id, input.clipId, input.to),
  ),
  describeClip: os.collections.describeClip.handler(({ context, input: { id, clipId, ...words } }) =>
    collections.describeClip(context.caller, id, clipId, words),
  ),
  remove: os.collections.remove.handler(({ context, input }) => collections.remove(context.caller, input.id)),
  restore: os.collections.restore.handler(({ context, input }) =>
    collections.restore(context.caller, input.id),
  ),
})
