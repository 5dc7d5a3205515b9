import { implement, ORPCError, ValidationError } from '@orpc/server'
import { statusOf } from '../../contract/api/base.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { RecordingId } from '../../contract/records/recording.ts'
import { DOOR_VERSION, door } from '../../contract/session/door.ts'
import type { HostedSession } from './hosted.ts'
import type { StripSource } from './remoteStrips.ts'

/** Who calls at the session door, as the door knows it. */
export interface DoorContext {
  readonly token: string | undefined
  /** The caller's address. */
  readonly from: string
  readonly signal: AbortSignal
}

export interface DoorRouterParts {
  readonly session: HostedSession
  readonly strips: StripSource
  nowMs(): number
  logUnforeseen(error: unknown): string
}

/** Everything that can be asked at the session door: the whole of it, so that nothing else can. */
export function doorRouter({ session, strips, nowMs, logUnforeseen }: DoorRouterParts) {
  /** @throws DebriefError session.refused; notFound for every recording but those that guests may watch */
  const mayWatch = async (token: string | undefined, id: RecordingId): Promise<void> => {
    session.admitted(token)
    if (await session.watchable(id)) return
    throw new DebriefError('notFound', 'There is no such recording in this session.')
  }
  const root = implement(door).$context<DoorContext>()
  const os = root.use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw toldAtTheDoor(error, logUnforeseen)
    }
  })
  return os.router({
    hello: os.hello.handler(() => ({ version: DOOR_VERSION, ...session.hello() })),
    prove: os.prove.handler(({ input, context }) => session.prove(input, context.from)),
    stream: os.stream.handler(({ input, context, signal }) =>
      session.stream(session.guest(context.token), input.known, signal ?? context.signal),
    ),
    push: os.push.handler(({ input, context }) => session.push(session.admitted(context.token), input)),
    here: os.here.handler(({ input, context }) => session.here(session.admitted(context.token), input)),
    lead: os.lead.handler(({ input, context }) => session.lead(session.admitted(context.token), input.to)),
    strips: os.strips.handler(async ({ input: { id }, context }) => {
      await mayWatch(context.token, id)
      const { filmstripBytes, waveformBytes } = await strips.open(id)
      // The host's own page keeps them in the making; a guest's look alone is no reason to.
      strips.close(id)
      return { filmstripBytes, waveformBytes }
    }),
    frames: os.frames.handler(async ({ input, context }) => {
      await mayWatch(context.token, input.id)
      return await strips.frames(input)
    }),
    time: os.time.handler(({ context }) => {
      session.guest(context.token)
      return { nowMs: nowMs() }
    }),
    leave: os.leave.handler(({ context }) => session.leave(session.guest(context.token))),
  })
}
export type DoorRouter = ReturnType<typeof doorRouter>

/** A failure as it is told at the door. */
export function toldAtTheDoor(error: unknown, logUnforeseen: (error: unknown) => string) {
  const told = foreseen(error, logUnforeseen)
  return new ORPCError(told.code, {
    status: statusOf(told.code),
    message: told.message,
    // Files and folders of this machine are nobody's business at the door.
    data: told.code === 'session.refused' ? told.data : {},
  })
}

function foreseen(error: unknown, logUnforeseen: (error: unknown) => string): DebriefError {
  if (error instanceof DebriefError) return error
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError)
    return new DebriefError('input.invalid', 'The request is not one that Debrief makes.')
  const ref = logUnforeseen(error)
  return new DebriefError(
    'internal',
    `Something went wrong at the host that Debrief did not foresee (${ref}).`,
  )
}
