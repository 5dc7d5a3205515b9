import { BodyLimitPlugin, RPCHandler } from '@orpc/server/fetch'
import { RPC_PREFIX } from '../contract/api/doors.ts'
import { DebriefError } from '../contract/errors.ts'
import type { CallContext } from '../core/rpc.ts'
import { callerOf } from './caller.ts'
import { rpcFailureResponse } from './failureResponse.ts'
import type { HostedCore } from './hostedCore.ts'

/** A rubric file of 8 MB as base64 fits; nothing that is sent this way is larger. */
const MAX_BODY_BYTES = 16 * 2 ** 20
const KEEP_ALIVE_MS = 15_000

/** @returns how the API's requests are answered; a stream of events ends when its client goes away */
export function rpcResponder(core: HostedCore): (request: Request) => Promise<Response> {
  const handler = new RPCHandler<CallContext>(core.router, {
    eventIteratorKeepAliveEnabled: true,
    eventIteratorKeepAliveInterval: KEEP_ALIVE_MS,
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })],
  })
  return async request => {
    try {
      const caller = callerOf(request.headers, id => core.isLocalPerson(id))
      const result = await handler.handle(request, { prefix: RPC_PREFIX, context: core.context(caller) })
      return result.matched ? result.response : new Response('There is no such call.', { status: 404 })
    } catch (error) {
      if (error instanceof DebriefError) return rpcFailureResponse(error)
      throw error
    }
  }
}
