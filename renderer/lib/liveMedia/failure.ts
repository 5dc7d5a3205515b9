import { type ErrorCode, errorCodes } from '../../../electron/contract/errors.ts'

export interface Failure {
  readonly code: ErrorCode
  readonly message: string
}

const field = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined

/** What the host said, or what broke on the way: an answer that ended too soon is asked for again. */
export function failureOf(error: unknown): Failure {
  const said = field(error, 'code')
  const code = errorCodes.find(known => known === said)
  const message = field(error, 'message')
  if (code) return { code, message: typeof message === 'string' ? message : '' }
  if (error instanceof TypeError) return { code: 'cancelled', message: error.message }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) }
}
