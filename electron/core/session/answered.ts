import { ORPCError } from '@orpc/client'
import { DebriefError, errorCodes, errorData } from '../../contract/errors.ts'

/** What the host answered, as a failure of ours. @returns undefined where it could not be reached at all */
export function answeredWith(error: unknown): DebriefError | undefined {
  if (error instanceof DebriefError) return error
  if (!(error instanceof ORPCError)) return undefined
  const code = errorCodes.find(each => each === error.code)
  if (code) return new DebriefError(code, error.message, errorData.safeParse(error.data).data ?? {}, error)
  return new DebriefError(
    'session.refused',
    'At this address nobody hosts a session of this Debrief. Check the address, or update Debrief on both machines.',
    {},
    error,
  )
}

/** Asks the host, and has its refusals as failures of ours. */
export async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw answeredWith(error) ?? error
  }
}
