import { os } from '../rpc.ts'
import type { SchoolGoals } from './schoolGoals.ts'

export const schoolGoalProcedures = (all: SchoolGoals) => ({
  list: os.schoolGoals.list.handler(() => all.list()),
  add: os.schoolGoals.add.handler(({ context, input }) => all.add(context.caller, input.title)),
  update: os.schoolGoals.update.handler(({ context, input }) =>
    all.update(context.caller, input.id, input.title),
  ),
  remove: os.schoolGoals.remove.handler(({ context, input }) => all.remove(context.caller, input.id)),
  restore: os.schoolGoals.restore.handler(({ context, input }) => all.restore(context.caller, input.id)),
  setLinks: os.schoolGoals.setLinks.handler(({ context, input }) => all.setLinks(context.caller, input)),
  trends: os.schoolGoals.trends.handler(({ context }) => all.trends(context.caller)),
})
