import { os } from '../rpc.ts'
import type { Insights } from './insights.ts'

export const insightProcedures = (all: Insights) => ({
  of: os.insights.of.handler(({ context, input }) => all.of(context.caller, input.lessonIds)),
})
