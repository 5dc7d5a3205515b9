import { statusOf } from '../contract/api/base.ts'
import type { DebriefError } from '../contract/errors.ts'

const headers = { 'Cache-Control': 'no-store' }

/** An error of a route that is not an RPC call, in the same words: `{ code, message, data }`. */
export function failureResponse({ code, message, data }: DebriefError): Response {
  return Response.json({ code, message, data }, { status: statusOf(code), headers })
}

/** The same as an RPC call answers it, so that the client sees one of the contract's typed errors. */
export function rpcFailureResponse({ code, message, data }: DebriefError): Response {
  const status = statusOf(code)
  return Response.json({ json: { defined: true, code, status, message, data } }, { status, headers })
}
