import { implement, ORPCError, ValidationError } from '@orpc/server'
import { statusOf } from '../contract/api/base.ts'
import { contract } from '../contract/api/contract.ts'
import { DebriefError, type ErrorCode } from '../contract/errors.ts'
import type { Caller } from './call.ts'

export interface CallContext {
  readonly caller: Caller
  /** Writes an unforeseen failure to the log and gives its reference. */
  readonly logUnforeseen: (error: unknown) => string
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

/** Every procedure of the contract is made from this: foreseen failures become typed errors, all else `internal` with a reference. */
export const os = root.use(async ({ context, next }) => {
  try {
    return await next()
  } catch (error) {
    throw asRpcError(foreseen(error, context))
  }
})
