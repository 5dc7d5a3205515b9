import { os } from '../rpc.ts'
import type { Sessions } from './sessions.ts'

export const sessionProcedures = (sessions: Sessions) => ({
  get: os.session.get.handler(() => sessions.get()),
  host: os.session.host.handler(({ context, input }) => sessions.host(context.caller, input)),
  answer: os.session.answer.handler(({ input }) => sessions.answer(input.guestId, input.admit)),
  browser: os.session.browser.handler(({ input }) => sessions.browser(input.allow)),
  dismiss: os.session.dismiss.handler(({ input }) => sessions.dismiss(input.guestId)),
  join: os.session.join.handler(({ context, input }) => sessions.join(context.caller, input)),
  leave: os.session.leave.handler(() => sessions.leave()),
  here: os.session.here.handler(({ input }) => sessions.here(input)),
  lead: os.session.lead.handler(({ input }) => sessions.lead(input.to)),
  found: os.session.found.handler(() => sessions.found()),
})
