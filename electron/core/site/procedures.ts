import { os } from '../rpc.ts'
import type { Sites } from './sites.ts'

export const siteProcedures = (sites: Sites) => ({
  make: os.sites.make.handler(({ context, input }) => sites.make(context.caller, input)),
})
