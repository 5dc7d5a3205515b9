import { DebriefError } from '../../contract/errors.ts'
import { errorName } from './fileSystem.ts'

const fullNames: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])

/**
 * What a failed save means to a person.
 * @param file the file that was to be written
 */
export function diskError(error: unknown, file: string): DebriefError {
  if (error instanceof DebriefError) return error
  const name = errorName(error)
  if (name !== undefined && fullNames.has(name)) {
    return new DebriefError(
      'disk.full',
      'The disk is full, so the last change was not saved. Everything saved before is safe. Free some space and try again.',
      { subject: file },
      error,
    )
  }
  return new DebriefError(
    'disk.failed',
    `The last change could not be saved (${name ?? String(error)}). Everything saved before is safe. Check that the folder can be written to and try again.`,
    { subject: file },
    error,
  )
}
