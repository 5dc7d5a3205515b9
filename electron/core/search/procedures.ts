import { os } from '../rpc.ts'
import type { Search } from './search.ts'

export const searchProcedures = (search: () => Promise<Search>) => ({
  find: os.search.find.handler(async ({ context, input }) => (await search()).find(context.caller, input)),
})
