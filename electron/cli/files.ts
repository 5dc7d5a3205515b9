import { rename, rm, writeFile } from 'node:fs/promises'
import { DebriefError } from '../contract/errors.ts'

/** What the file system said, as a sentence about the file. */
export function fileError(error: unknown, file: string, what: string): DebriefError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT')
    return new DebriefError('notFound', `${what}: there is no ${file}.`, { subject: file }, error)
  return new DebriefError(
    'disk.failed',
    `${what}: the system refused ${file} (${code}).`,
    { subject: file },
    error,
  )
}

/**
 * Writes text to a file that the caller named; what was there before stays whole until the new one is complete.
 * @throws DebriefError notFound, disk.failed
 */
export async function writeWhole(file: string, text: string): Promise<string> {
  const part = `${file}.${process.pid}.debrief-part`
  try {
    await writeFile(part, text, { flag: 'wx' })
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw fileError(error, file, 'Nothing was written')
  }
  return file
}
