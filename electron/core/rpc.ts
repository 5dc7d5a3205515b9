import { implement, ORPCError, ValidationError } from '@orpc/server'
import { statusOf } from '../contract/api/base.ts'
import { contract } from '../contract/api/contract.ts'
import { DebriefError, type ErrorCode } from '../contract/errors.ts'
import type { Caller } from './call.ts'
import type { Serial } from './library/serial.ts'

export interface CallContext {
  readonly caller: Caller
  /** Writes an unforeseen failure to the log and gives its reference. */
  readonly logUnforeseen: (error: unknown) => string
  /** Acts that read a record and write it anew go through here one after another. */
  readonly inTurn: Serial
}

/** The contract's typed error for a failure that Debrief foresees. */
export function asRpcError(error: DebriefError): ORPCError<ErrorCode, DebriefError['data']> {
  const { code, message, data } = error
  return new ORPCError(code, { status: statusOf(code), message, data, cause: error })
}

function foreseen(error: unknown, context: CallContext): DebriefError {
  if (error instanceof DebriefError) return error
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    const [issue] = error.cause.issues
    const field = issue?.path?.map(step => String(typeof step === 'object' ? step.key : step)).join('.')
    return new DebriefError(
      'input.invalid',
      `${field ? `${field}: ` : ''}${issue?.message ?? 'The request is off.'}`,
      {
        ...(field ? { subject: field } : {}),
      },
    )
  }
  const ref = context.logUnforeseen(error)
  return new DebriefError(
    'internal',
    `Something went wrong that Debrief did not foresee. What was saved before is safe. Try again; if it stays, report ${ref}.`,
    { ref },
    error,
  )
}

const root = implement(contract).$context<CallContext>()

/** Verbs of acts that change records; two at once could each write the record as it was before the other. */
const changes =
  /^(add|update|remove|restore|share|tag|put|pin|unpin|react|resolve|begin|reveal|takeBack|set|join|leave|import)/

/**
 * Every procedure of the contract is made from this: foreseen failures become typed errors, all else `internal` with a
 * reference; and what changes records is done in turn, so that of two changes at once neither is lost.
 */
export const os = root.use(async ({ context, path, next }) => {
  try {
    // Sessions change no record themselves, and joining one takes as long as the network takes.
    const isChange = path[0] !== 'session' && changes.test(path.at(-1) ?? '')
    return isChange ? await context.inTurn(async () => await next()) : await next()
  } catch (error) {
    throw asRpcError(foreseen(error, context))
  }
})
