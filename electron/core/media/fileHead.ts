import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'

/** The first bytes of a file and its size: enough to say what it is not. */
export interface FileHead {
  readonly sizeBytes: number
  readonly head: Buffer
}

const headBytes = 4096

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}

/** @returns the error a teacher reads when the system does not give us the file */
export function fileRefused(file: string, cause: unknown): DebriefError {
  const name = basename(file)
  const code = isErrno(cause) ? cause.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new DebriefError(
      'media.missing',
      `“${name}” is not there any more. It may have been moved or renamed, or its drive is not connected; find it and choose it again.`,
      { subject: file },
      cause,
    )
  if (code === 'EACCES' || code === 'EPERM')
    return new DebriefError(
      'media.noPermission',
      `Your system does not let Debrief read “${name}”. Allow reading it, or copy it to a folder of your own, and import it again.`,
      { subject: file },
      cause,
    )
  return new DebriefError(
    'media.unreadable',
    `“${name}” could not be read from its drive${code ? ` (${code})` : ''}. Copy it to this machine and import the copy.`,
    { subject: file },
    cause,
  )
}

/**
 * Reads the head of a recording.
 * @throws DebriefError media.missing, media.noPermission, media.empty, media.notRecording (a folder, a device), media.unreadable
 */
export async function readHead(file: string): Promise<FileHead> {
  try {
    const stats = await stat(file)
    if (!stats.isFile())
      throw new DebriefError(
        'media.notRecording',
        `“${basename(file)}” is ${stats.isDirectory() ? 'a folder' : 'not a file'}. Choose the recordings themselves.`,
        { subject: file },
      )
    if (stats.size === 0)
      throw new DebriefError(
        'media.empty',
        `“${basename(file)}” is empty (0 bytes): nothing was recorded, or copying it went wrong. Copy it from the camera again.`,
        { subject: file },
      )
    const handle = await open(file, 'r')
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
      return { sizeBytes: stats.size, head: buffer.subarray(0, bytesRead) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw error instanceof DebriefError ? error : fileRefused(file, error)
  }
}
