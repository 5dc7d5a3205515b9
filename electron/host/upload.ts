import { type FileHandle, mkdir, open, rename, rm, statfs } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { DebriefError } from '../contract/errors.ts'
import { partPathOf } from '../core/jobs/partFile.ts'
import { safeFileName } from '../core/library/safeFileName.ts'

/** More than a whole day of 1080p; what passes it is no lesson. */
export const MAX_UPLOAD_BYTES = 256 * 2 ** 30
const MAX_ENDING_BYTES = 20

export interface Upload {
  readonly folder: string
  /** As the page gave it; only used to make a safe one. */
  readonly name: string
  readonly body: ReadableStream<Uint8Array>
  /** From Content-Length, where the sender knows. */
  readonly sizeBytes: number | undefined
  readonly signal: AbortSignal
}

const cancelled = () =>
  new DebriefError('cancelled', 'The file was not sent to its end, so nothing of it was kept.')

function diskError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new DebriefError(
      'disk.full',
      'There is no room for this recording in the library folder. Nothing was added. Make room, or import by the file’s path.',
      {},
      error,
    )
  }
  if (typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) {
    return new DebriefError(
      'disk.failed',
      `The library folder refused the recording (${error.code}). Nothing was added. Check that the folder can be written to.`,
      {},
      error,
    )
  }
  return error
}

async function refuseTooLarge(folder: string, sizeBytes: number): Promise<void> {
  if (sizeBytes > MAX_UPLOAD_BYTES) {
    throw new DebriefError(
      'input.invalid',
      'The file is larger than any recording that Debrief takes this way.',
    )
  }
  const { bavail, bsize } = await statfs(folder)
  if (sizeBytes > bavail * bsize) {
    throw new DebriefError(
      'disk.full',
      'There is no room for this recording in the library folder. Nothing was added. Make room, or import by the file’s path.',
    )
  }
}

async function receive(upload: Upload, file: FileHandle): Promise<void> {
  const reader = upload.body.getReader()
  const stop = () => void reader.cancel(cancelled()).catch(() => undefined)
  upload.signal.addEventListener('abort', stop, { once: true })
  let receivedBytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (upload.signal.aborted) throw cancelled()
      if (done) break
      receivedBytes += value.length
      if (receivedBytes > MAX_UPLOAD_BYTES) await refuseTooLarge(upload.folder, receivedBytes)
      await file.writeFile(value)
    }
  } finally {
    upload.signal.removeEventListener('abort', stop)
  }
  if (upload.sizeBytes !== undefined && receivedBytes !== upload.sizeBytes) throw cancelled()
  if (receivedBytes === 0)
    throw new DebriefError('media.empty', 'The file is empty: there is nothing in it to watch.')
}

/** A safe name as near as may be to the one that was given, with its ending kept when it is long. */
function nameFor(given: string): string {
  const ending = safeFileName(extname(given), MAX_ENDING_BYTES)
  const stem = safeFileName(given.slice(0, given.length - extname(given).length))
  return extname(given) === '' ? stem : `${stem}.${ending}`
}

/** Takes a name in the folder that nobody has, so that no file is ever replaced. @returns its path, an empty file now */
async function reserveName(folder: string, wanted: string): Promise<string> {
  const ending = extname(wanted)
  const stem = wanted.slice(0, wanted.length - ending.length)
  for (let turn = 1; ; turn++) {
    const path = join(folder, turn === 1 ? wanted : `${stem} (${turn})${ending}`)
    try {
      const file = await open(path, 'wx')
      await file.close()
      return path
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

/**
 * Writes what is sent into the folder, under a safe name that nothing there has; it appears under that name only when it is
 * whole and on the disk. What was cut off or refused leaves nothing.
 * @returns the file's path
 * @throws DebriefError cancelled, media.empty, input.invalid, disk.full, disk.failed
 */
export async function saveUpload(upload: Upload): Promise<string> {
  const { folder, sizeBytes } = upload
  const name = nameFor(upload.name)
  const part = partPathOf(join(folder, name))
  try {
    await mkdir(folder, { recursive: true })
    if (sizeBytes !== undefined) await refuseTooLarge(folder, sizeBytes)
    return await writeThenName(upload, part, name)
  } catch (error) {
    if (upload.signal.aborted) throw cancelled()
    throw diskError(error)
  }
}

async function writeThenName(upload: Upload, part: string, name: string): Promise<string> {
  const file = await open(part, 'wx')
  try {
    try {
      await receive(upload, file)
      await file.sync()
    } finally {
      await file.close()
    }
    const path = await reserveName(upload.folder, name)
    await rename(part, path)
    return path
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
