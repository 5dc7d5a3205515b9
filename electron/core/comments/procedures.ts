import { os } from '../rpc.ts'
import type { Comments } from './comments.ts'
import type { Replies } from './replies.ts'
import type { Responses } from './responses.ts'

export const commentProcedures = (comments: Comments, responses: Responses) => ({
  list: os.comments.list.handler(({ context, input }) => comments.list(context.caller, input.lessonId)),
  add: os.comments.add.handler(({ context, input }) => comments.add(context.caller, input)),
  update: os.comments.update.handler(({ context, input }) => comments.update(context.caller, input)),
  remove: os.comments.remove.handler(({ context, input }) => comments.remove(context.caller, input)),
  restore: os.comments.restore.handler(({ context, input }) => comments.restore(context.caller, input)),
  share: os.comments.share.handler(({ context, input }) => comments.share(context.caller, input)),
  recognise: os.comments.recognise.handler(({ context, input }) => comments.recognise(context.caller, input)),
  tag: os.comments.tag.handler(({ context, input }) => comments.tag(context.caller, input)),
  react: os.comments.react.handler(({ context, input }) => responses.react(context.caller, input)),
  resolve: os.comments.resolve.handler(({ context, input }) => responses.resolve(context.caller, input)),
})

export const replyProcedures = (replies: Replies) => ({
  add: os.replies.add.handler(({ context, input }) => replies.add(context.caller, input)),
  update: os.replies.update.handler(({ context, input }) => replies.update(context.caller, input)),
  remove: os.replies.remove.handler(({ context, input }) => replies.remove(context.caller, input)),
  restore: os.replies.restore.handler(({ context, input }) => replies.restore(context.caller, input)),
})
