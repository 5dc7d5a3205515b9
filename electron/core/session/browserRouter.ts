import { implement } from '@orpc/server'
import { browserDoor } from '../../contract/session/browserDoor.ts'
import type { BrowserGuests } from './browserGuests.ts'
import { type DoorContext, toldAtTheDoor } from './doorRouter.ts'

export interface BrowserRouterParts {
  readonly browser: BrowserGuests
  nowMs(): number
  logUnforeseen(error: unknown): string
}

/** Everything that a guest's page in a browser can ask: the whole of it, so that nothing else can. */
export function browserRouter({ browser, nowMs, logUnforeseen }: BrowserRouterParts) {
  const root = implement(browserDoor).$context<DoorContext>()
  const os = root.use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw toldAtTheDoor(error, logUnforeseen)
    }
  })
  const { admitted, guest } = browser
  return os.router({
    join: os.join.handler(({ input, context }) => browser.join(input, context.from)),
    stream: os.stream.handler(({ context, signal }) =>
      browser.stream(guest(context.token), signal ?? context.signal),
    ),
    comment: os.comment.handler(({ input, context }) => browser.comment(admitted(context.token), input)),
    reply: os.reply.handler(({ input, context }) => browser.reply(admitted(context.token), input)),
    edit: os.edit.handler(({ input, context }) => browser.edit(admitted(context.token), input)),
    remove: os.remove.handler(({ input, context }) => browser.remove(admitted(context.token), input.id)),
    here: os.here.handler(({ input, context }) => browser.here(admitted(context.token), input)),
    time: os.time.handler(({ context }) => {
      guest(context.token)
      return { nowMs: nowMs() }
    }),
    leave: os.leave.handler(({ context }) => browser.leave(guest(context.token))),
  })
}
export type BrowserRouter = ReturnType<typeof browserRouter>
