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

/**
 * What a failed look into a folder or file means to a person.
 * @param path what was to be read
 */
export function readError(error: unknown, path: string): DebriefError {
  if (error instanceof DebriefError) return error
  return new DebriefError(
    'library.unreadable',
    `${path} cannot be read (${errorName(error) ?? String(error)}). Nothing was changed. Check that the disk is connected and that you may read the folder, then try again.`,
    { subject: path },
    error,
  )
}
