import { MEDIA_PREFIX, RPC_PREFIX, UPLOAD_PATH } from '../contract/api/doors.ts'
import type { RouteGuard } from './guard.ts'

export interface RouteRow {
  readonly name: 'rpc' | 'media' | 'upload' | 'ui'
  readonly methods: readonly ('GET' | 'POST' | 'PUT')[]
  /** In Hono's words. */
  readonly path: string
  readonly guard: RouteGuard
  /** Why this guard is enough. */
  readonly because: string
}

/**
 * Every route of the host. The app is made from these rows, and a contract test fails for a route that has none. Before any
 * of them stands `refuseStranger`: the exact Host, and our own Origin or none.
 */
export const routeTable: readonly RouteRow[] = [
  {
    name: 'rpc',
    methods: ['GET', 'POST'],
    path: `${RPC_PREFIX}/*`,
    guard: 'token',
    because: 'It does all that Debrief can do.',
  },
  {
    name: 'media',
    methods: ['GET'],
    path: `${MEDIA_PREFIX}/:recordingId/:part`,
    guard: 'mediaKey',
    because:
      'A video element cannot send the token, and an address ends up in places where the token must not.',
  },
  {
    name: 'upload',
    methods: ['PUT'],
    path: UPLOAD_PATH,
    guard: 'token',
    because: 'It writes into the library folder.',
  },
  {
    name: 'ui',
    methods: ['GET'],
    path: '/*',
    guard: 'public',
    because: 'The built page is the same for everyone and must load before it can know the token.',
  },
]
