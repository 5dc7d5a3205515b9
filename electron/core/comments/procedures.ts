import { os } from '../rpc.ts'
import type { Comments } from './comments.ts'
import type { Replies } from './replies.ts'

export const commentProcedures = (comments: Comments) => ({
  list: os.comments.list.handler(({ context, input }) => comments.list(context.caller, input.lessonId)),
  add: os.comments.add.handler(({ context, input }) => comments.add(context.caller, input)),
  update: os.comments.update.handler(({ context, input }) => comments.update(context.caller, input)),
  remove: os.comments.remove.handler(({ context, input }) => comments.remove(context.caller, input)),
  restore: os.comments.restore.handler(({ context, input }) => comments.restore(context.caller, input)),
  share: os.comments.share.handler(({ context, input }) => comments.share(context.caller, input)),
  tag: os.comments.tag.handler(({ context, input }) => comments.tag(context.caller, input)),
})

export const replyProcedures = (replies: Replies) => ({
  add: os.replies.add.handler(({ context, input }) => replies.add(context.caller, input)),
  update: os.replies.update.handler(({ context, input }) => replies.update(context.caller, input)),
  remove: os.replies.remove.handler(({ context, input }) => replies.remove(context.caller, input)),
  restore: os.replies.restore.handler(({ context, input }) => replies.restore(context.caller, input)),
})
