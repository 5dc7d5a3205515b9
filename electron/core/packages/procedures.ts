import { os } from '../rpc.ts'
import type { Packages } from './packages.ts'

export const packageProcedures = (packages: Packages) => ({
  plan: os.packages.plan.handler(({ context, input }) => packages.plan(context.caller, input.lessonId)),
  write: os.packages.write.handler(({ context, input }) => packages.write(context.caller, input)),
  preview: os.packages.preview.handler(({ input }) => packages.preview(input)),
  merge: os.packages.merge.handler(({ context, input }) => packages.merge(context.caller, input)),
  waiting: os.packages.waiting.handler(() => packages.waiting()),
  announce: os.packages.announce.handler(({ input }) => packages.announce(input.file)),
  putAway: os.packages.putAway.handler(({ input }) => packages.putAway(input.file)),
})
