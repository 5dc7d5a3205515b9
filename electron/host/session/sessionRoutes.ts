import { MEDIA_PREFIX } from '../../contract/api/doors.ts'
import { BROWSER_RPC_PREFIX } from '../../contract/session/browserDoor.ts'
import { DOOR_MEDIA_PREFIX, DOOR_RPC_PREFIX } from '../../contract/session/door.ts'

export interface SessionRouteRow {
  readonly name: 'rpc' | 'media' | 'browserRpc' | 'browserMedia' | 'page' | 'assets'
  readonly methods: readonly ('GET' | 'POST')[]
  /** In Hono's words. */
  readonly path: string
  /**
   * `debrief`: no page of any browser may ask here, so that no web site can reach a session through someone who takes part in it. `page`: only
   * the door's own page, and only where the host lets guests join in a browser; else there is nothing.
   */
  readonly caller: 'debrief' | 'page'
  /** `procedure`: each procedure looks at the token itself; `token`, `mediaKey`: only for guests who were let in; `public`: the page itself. */
  readonly guard: 'procedure' | 'token' | 'mediaKey' | 'public'
  /** Why this guard is enough. */
  readonly because: string
}

/** Every route of the session door. */
export const sessionRoutes: readonly SessionRouteRow[] = [
  {
    name: 'rpc',
    methods: ['POST'],
    path: `${DOOR_RPC_PREFIX}/*`,
    caller: 'debrief',
    guard: 'procedure',
    because: 'Saying hello and proving the code come before there is a token; all else asks for one.',
  },
  {
    name: 'media',
    methods: ['GET'],
    path: `${DOOR_MEDIA_PREFIX}/:recordingId/:part`,
    caller: 'debrief',
    guard: 'token',
    because: 'Only guests who were let in watch, and only recordings of the lesson.',
  },
  {
    name: 'browserRpc',
    methods: ['POST'],
    path: `${BROWSER_RPC_PREFIX}/*`,
    caller: 'page',
    guard: 'procedure',
    because: 'Telling the code comes before there is a token; all else asks for one.',
  },
  {
    name: 'browserMedia',
    methods: ['GET'],
    path: `${MEDIA_PREFIX}/:recordingId/:part`,
    caller: 'page',
    guard: 'mediaKey',
    because: 'A media element sends no header; the key in its address is that of one guest who was let in.',
  },
  {
    name: 'page',
    methods: ['GET'],
    path: '/',
    caller: 'page',
    guard: 'public',
    because: 'The program’s own page, which holds nothing of anyone.',
  },
  {
    name: 'assets',
    methods: ['GET'],
    path: '/assets/:file',
    caller: 'page',
    guard: 'public',
    because: 'What that page is made of.',
  },
]
