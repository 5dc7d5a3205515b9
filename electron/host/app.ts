import { type Context, Hono } from 'hono'
import { FRAME_PART, LIVE_PART } from '../contract/api/doors.ts'
import { DebriefError } from '../contract/errors.ts'
import { failureResponse } from './failureResponse.ts'
import { bearerOf, type Door, isSameSecret, type RouteGuard, refuseStranger } from './guard.ts'
import type { HostedCore } from './hostedCore.ts'
import { liveResponse } from './liveRoute.ts'
import { asMediaPart, mediaResponse } from './mediaRoute.ts'
import { type RouteRow, routeTable } from './routeTable.ts'
import { rpcResponder } from './rpcRoute.ts'
import { commonHeaders } from './securityHeaders.ts'
import { uiResponse } from './uiRoute.ts'
import { uploadResponse } from './uploadRoute.ts'

export interface AppParts {
  readonly core: HostedCore
  readonly token: string
  /** The built renderer. */
  readonly uiDir: string
  /** Known once the server listens. */
  readonly door: () => Door
}

const noRecording = () => new DebriefError('notFound', 'There is no such recording in this library.')

/** Which cell of a live copy a request asks for, and at which rate; nothing else of its query, and above all not the key, goes to another machine. */
function cellOf(request: Request): URLSearchParams {
  const asked = new URL(request.url).searchParams
  return new URLSearchParams([...asked].filter(([name]) => name === 'cell' || name === 'rate'))
}

type Handler = (request: Request, c: Context) => Promise<Response>

function handlers({ core, uiDir }: AppParts): Record<RouteRow['name'], Handler> {
  return {
    rpc: rpcResponder(core),
    upload: request => uploadResponse(core, request),
    ui: request => uiResponse(uiDir, new URL(request.url).pathname),
    media: async (request, c) => {
      const id = c.req.param('recordingId') ?? ''
      const wanted = c.req.param('part') ?? ''
      const part = asMediaPart(wanted)
      const remote = part || wanted === LIVE_PART ? await core.remoteMedia(id) : undefined
      if (remote) return remote(wanted, cellOf(request), request)
      if (wanted === LIVE_PART) {
        const live = await core.liveCopy(id)
        return live ? liveResponse(live, request) : failureResponse(noRecording())
      }
      const file =
        wanted === FRAME_PART
          ? await core.frame(id, Number(c.req.query('at') ?? 0) || 0)
          : part && (await core.mediaFile(id, part))
      if (!file) return failureResponse(noRecording())
      return mediaResponse(file, request)
    },
  }
}

function mayEnter(guard: RouteGuard, request: Request, { core, token }: AppParts): boolean {
  if (guard === 'public') return true
  if (guard === 'token') return isSameSecret(bearerOf(request.headers), token)
  return isSameSecret(new URL(request.url).searchParams.get('key') ?? undefined, core.mediaKey)
}

const refusal = (status: number, message: string) =>
  Response.json({ message }, { status, headers: { 'Cache-Control': 'no-store' } })

const REFUSED =
  'This Debrief was started anew, or the address is not whole. Open Debrief again from where you started it.'

/** The host's HTTP app: every route of the table behind its guard, and nothing else. */
export function createApp(parts: AppParts): Hono {
  const { core, door } = parts
  const app = new Hono()
  app.use('*', async (c, next) => {
    const stranger = refuseStranger(door(), c.req.raw.headers)
    if (stranger) c.res = refusal(stranger.status, stranger.message)
    else await next()
    for (const [name, value] of Object.entries(commonHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  })

  const respond = handlers(parts)
  for (const { name, methods, path, guard } of routeTable) {
    app.on([...methods], path, async c => {
      const request = c.req.raw
      return mayEnter(guard, request, parts) ? respond[name](request, c) : refusal(401, REFUSED)
    })
  }

  app.notFound(() => new Response('There is nothing at this address.', { status: 404 }))
  app.onError(error => {
    if (error instanceof DebriefError) return failureResponse(error)
    const ref = core.context({ door: 'local', present: [] }).logUnforeseen(error)
    return failureResponse(
      new DebriefError('internal', `Something went wrong that Debrief did not foresee. Report ${ref}.`, {
        ref,
      }),
    )
  })
  return app
}
