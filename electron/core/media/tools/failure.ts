import { DebriefError } from '../../../contract/errors.ts'

/** The error for a tool that stopped by itself, from the end of what it said. */
export function toolFailure(name: string, said: string, cause?: unknown): DebriefError {
  if (/No space left on device|There is not enough space on the disk/i.test(said))
    return new DebriefError(
      'disk.full',
      'The disk is full: nothing half-made was kept, and the recording was not touched. Make room and try again.',
      {},
      cause,
    )
  const tail = said.trim().split('\n').slice(-6).join('\n')
  return new DebriefError(
    'tools.failed',
    `${name} stopped with an error; nothing half-made was kept and the recording was not touched.${tail ? ` It said: ${tail}` : ''}`,
    {},
    cause,
  )
}

/** The error for a tool that we stopped, and not because someone asked. */
export function toolStopped(name: string, why: string): DebriefError {
  return new DebriefError(
    'tools.failed',
    `${name} ${why} and was stopped. The recording itself was not touched; try again.`,
  )
}

/** The error for work that someone stopped. */
export function toolCancelled(): DebriefError {
  return new DebriefError('cancelled', 'Stopped as asked; nothing half-made was kept.')
}
