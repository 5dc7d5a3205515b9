import { os } from '../rpc.ts'
import type { People } from './people.ts'

export const peopleProcedures = (people: People) => ({
  list: os.people.list.handler(() => people.list()),
  join: os.people.join.handler(({ input }) => people.join(input)),
  update: os.people.update.handler(({ input: { id, ...patch } }) => people.update(id, patch)),
  leave: os.people.leave.handler(({ input }) => people.leave(input.id)),
})
