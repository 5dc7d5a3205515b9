import { os } from '../rpc.ts'
import type { Calibrations } from './calibrations.ts'

export const calibrationProcedures = (all: Calibrations) => ({
  list: os.calibrations.list.handler(({ context, input }) => all.list(context.caller, input.lessonId)),
  add: os.calibrations.add.handler(({ context, input }) => all.add(context.caller, input)),
  setRaters: os.calibrations.setRaters.handler(({ context, input }) => all.setRaters(context.caller, input)),
  remove: os.calibrations.remove.handler(({ context, input }) => all.remove(context.caller, input)),
  restore: os.calibrations.restore.handler(({ context, input }) => all.restore(context.caller, input)),
  putScore: os.calibrations.putScore.handler(({ context, input }) => all.putScore(context.caller, input)),
  reveal: os.calibrations.reveal.handler(({ context, input }) => all.reveal(context.caller, input)),
  takeBack: os.calibrations.takeBack.handler(({ context, input }) => all.takeBack(context.caller, input)),
  setAgreed: os.calibrations.setAgreed.handler(({ context, input }) => all.setAgreed(context.caller, input)),
  agreement: os.calibrations.agreement.handler(({ input }) => all.agreement(input)),
})
