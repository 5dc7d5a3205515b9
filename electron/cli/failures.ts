import { isDefinedError, ORPCError } from '@orpc/client'
import { DebriefError, type ErrorCode, errorCodes } from '../contract/errors.ts'

/** A failure as the command line tells it. */
export interface Told {
  readonly code: ErrorCode
  readonly message: string
}

/** The call itself is off: exit 2. */
export class UsageError extends DebriefError {
  constructor(message: string) {
    super('input.invalid', message)
    this.name = 'UsageError'
  }
}

const isErrorCode = (code: string): code is ErrorCode => errorCodes.some(known => known === code)

/** Whatever was thrown, in the words of the contract; nobody is shown a stack. */
export function tell(error: unknown): Told {
  if (error instanceof DebriefError) return { code: error.code, message: error.message }
  if (error instanceof ORPCError && isErrorCode(error.code))
    return { code: error.code, message: error.message }
  if (error instanceof ORPCError && isDefinedError(error)) return { code: 'internal', message: error.message }
  const words = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Something went wrong that Debrief did not foresee: ${words}` }
}

/** One line on stderr for each failure. */
export const errorLine = ({ code, message }: Told): string =>
  `error: ${code}: ${message.replaceAll('\n', ' ')}`
