import { os } from '../rpc.ts'
import type { Reports } from './reports.ts'

export const reportProcedures = (reports: Reports) => ({
  plan: os.reports.plan.handler(({ context, input }) => reports.plan(context.caller, input.lessonId)),
  write: os.reports.write.handler(({ context, input }) => reports.write(context.caller, input)),
})
