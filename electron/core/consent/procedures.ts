import { os } from '../rpc.ts'
import type { Consents } from './consent.ts'

export const consentProcedures = (consent: Consents) => ({
  get: os.consent.get.handler(({ input }) => consent.get(input.lessonId)),
  set: os.consent.set.handler(({ context, input }) => consent.set(context.caller, input)),
  policy: os.consent.policy.handler(() => consent.policy()),
  setPolicy: os.consent.setPolicy.handler(({ context, input }) =>
    consent.setPolicy(context.caller, input.consentRequired),
  ),
})
