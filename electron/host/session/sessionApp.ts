import type { HttpBindings } from '@hono/node-server'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/fetch'
import { type Context, Hono } from 'hono'
import { LEAN_PART, LIVE_PART } from '../../contract/api/doors.ts'
import { DebriefError } from '../../contract/errors.ts'
import { BROWSER_RPC_PREFIX } from '../../contract/session/browserDoor.ts'
import { DOOR_RPC_PREFIX } from '../../contract/session/door.ts'
import type { DoorContext } from '../../core/session/doorRouter.ts'
import type { DoorParts } from '../../core/session/openDoor.types.ts'
import { failureResponse } from '../failureResponse.ts'
import { bearerOf } from '../guard.ts'
import { liveResponse } from '../liveRoute.ts'
import { asMediaPart, mediaResponse } from '../mediaRoute.ts'
import { commonHeaders } from '../securityHeaders.ts'
import { uiResponse } from '../uiRoute.ts'
import { isOwnHost } from './ownHost.ts'
import { isOwnPage } from './ownPage.ts'
import { type SessionRouteRow, sessionRoutes } from './sessionRoutes.ts'

/** A guest's file of a lesson, with what its tags need. */
const MAX_BODY_BYTES = 40 * 2 ** 20
/** A comment with its tags. */
const MAX_WORDS_BYTES = 2 ** 18
/** A guest whose network is gone notices by its silence. */
const KEEP_ALIVE_MS = 2000

type Env = { Bindings: HttpBindings }
type Handler = (request: Request, c: Context<Env>) => Promise<Response>

/** Debrief itself sends none of these; a browser sends at least one of them with everything that a page asks for over TLS. */
const isFromPage = (headers: Headers): boolean =>
  ['origin', 'referer', 'sec-fetch-site'].some(name => headers.has(name))

const noPage = () => new Response('No page may ask here.', { status: 403 })
const nothing = () => new Response('There is nothing at this address.', { status: 404 })

/** Where a call comes from, as people write it: IPv4 also where the listener speaks IPv6. */
const callerAddress = (c: Context<Env>): string =>
  (c.env.incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, '')

function handlers(parts: DoorParts, pageDir: string): Record<SessionRouteRow['name'], Handler> {
  const rpc = new RPCHandler<DoorContext>(parts.router, {
    eventIteratorKeepAliveEnabled: true,
    eventIteratorKeepAliveInterval: KEEP_ALIVE_MS,
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })],
  })
  const browserRpc = new RPCHandler<DoorContext>(parts.browserRouter, {
    eventIteratorKeepAliveEnabled: true,
    eventIteratorKeepAliveInterval: KEEP_ALIVE_MS,
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_WORDS_BYTES })],
  })
  const answered =
    (handler: RPCHandler<DoorContext>, prefix: `/${string}`): Handler =>
    async (request, c) => {
      const context = { token: bearerOf(request.headers), from: callerAddress(c), signal: request.signal }
      const { matched, response } = await handler.handle(request, { prefix, context })
      return matched ? response : nothing()
    }
  const media: Handler = async (request, c) => {
    const id = c.req.param('recordingId') ?? ''
    const wanted = c.req.param('part')
    if (wanted === LIVE_PART || wanted === LEAN_PART) {
      const live = await parts.liveCopy(id, { lean: wanted === LEAN_PART })
      return live ? liveResponse(live, request) : nothing()
    }
    const part = asMediaPart(wanted ?? '')
    const file = part && (await parts.mediaFile(id, part))
    return file ? mediaResponse(file, request) : nothing()
  }
  const page: Handler = request => uiResponse(pageDir, new URL(request.url).pathname)
  return {
    rpc: answered(rpc, DOOR_RPC_PREFIX),
    media,
    browserRpc: answered(browserRpc, BROWSER_RPC_PREFIX),
    browserMedia: media,
    page,
    assets: page,
  }
}

/** Whether a row's caller may be who asks; a refusal where not. */
function refuseCaller({ caller, name }: SessionRouteRow, request: Request, parts: DoorParts) {
  if (caller === 'debrief') return isFromPage(request.headers) ? noPage() : undefined
  if (!parts.browserAllowed()) return nothing()
  return isOwnPage(request.headers, { entrance: name === 'page' }) ? undefined : noPage()
}

/**
 * The session door's HTTP app: every route of its table behind its guard, and nothing else.
 * @param pageDir the built page of guests in a browser
 */
export function createSessionApp(parts: DoorParts, pageDir: string): Hono<Env> {
  const app = new Hono<Env>()
  app.use('*', async (c, next) => {
    if (!isOwnHost(c.env.incoming.headers.host ?? null))
      c.res = new Response('This is another machine than the one that was asked for.', { status: 421 })
    else await next()
    for (const [name, value] of Object.entries(commonHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  })
  const respond = handlers(parts, pageDir)
  for (const row of sessionRoutes) {
    const { name, methods, path, guard } = row
    app.on([...methods], path, async c => {
      const refusal = refuseCaller(row, c.req.raw, parts)
      if (refusal) return refusal
      if (guard === 'token') parts.admit(bearerOf(c.req.raw.headers))
      if (guard === 'mediaKey') parts.admitToMedia(c.req.query('key') ?? '')
      return respond[name](c.req.raw, c)
    })
  }
  app.notFound(c => (isFromPage(c.req.raw.headers) ? noPage() : nothing()))
  app.onError(error => {
    // Files and folders of this machine are nobody's business at the door.
    if (error instanceof DebriefError) return failureResponse(new DebriefError(error.code, error.message))
    const ref = parts.logUnforeseen(error)
    return failureResponse(
      new DebriefError('internal', `Something went wrong at the host that Debrief did not foresee (${ref}).`),
    )
  })
  return app
}
