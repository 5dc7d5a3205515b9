import { DOOR_MEDIA_PREFIX, DOOR_RPC_PREFIX } from '../../contract/session/door.ts'

export interface SessionRouteRow {
  readonly name: 'rpc' | 'media'
  readonly methods: readonly ('GET' | 'POST')[]
  /** In Hono's words. */
  readonly path: string
  /** `procedure`: each procedure looks at the token itself; `token`: only for guests who were let in. */
  readonly guard: 'procedure' | 'token'
  /** Why this guard is enough. */
  readonly because: string
}

/**
 * Every route of the session door. Before any of them stands `refusePages`: no page of any browser may ask here, so that no web site can
 * reach a session through someone who takes part in it.
 */
export const sessionRoutes: readonly SessionRouteRow[] = [
  {
    name: 'rpc',
    methods: ['POST'],
    path: `${DOOR_RPC_PREFIX}/*`,
    guard: 'procedure',
    because: 'Saying hello and proving the code come before there is a token; all else asks for one.',
  },
  {
    name: 'media',
    methods: ['GET'],
    path: `${DOOR_MEDIA_PREFIX}/:recordingId/:part`,
    guard: 'token',
    because: 'Only guests who were let in watch, and only recordings of the lesson.',
  },
]
