import { os } from '../rpc.ts'
import type { FirstPasses } from './firstPass.ts'

export const firstPassProcedures = (passes: FirstPasses) => ({
  list: os.firstPass.list.handler(({ input }) => passes.list(input.lessonId)),
  begin: os.firstPass.begin.handler(({ context, input }) => passes.begin(context.caller, input)),
  reveal: os.firstPass.reveal.handler(({ context, input }) => passes.reveal(context.caller, input)),
  takeBack: os.firstPass.takeBack.handler(({ context, input }) => passes.takeBack(context.caller, input)),
})
