import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DebriefError } from '../../../contract/errors.ts'
import { diskError } from '../../library/diskError.ts'
import { ensureFolder, syncFolder } from '../../library/durableWrite.ts'
import { nodeFileSystem } from '../../library/fileSystem.ts'
import { mediaName } from './incoming.ts'

/** Large enough that the disk, not the loop, sets the pace. */
const CHUNK_BYTES = 1 << 20

export interface CopyOptions {
  readonly libraryDir: string
  readonly signal: AbortSignal
  /** A name beside the target to write to; what is left there is swept after a crash. */
  partFor(out: string): Promise<string>
  /** @param share of the file that is copied, 0 to 1 */
  progress(share: number): void
}

/**
 * Copies a recording into `<library>/media`, on the disk when the promise resolves. A copy that fails or is cancelled
 * leaves nothing.
 * @returns its path relative to the library folder, with `/`
 * @throws DebriefError cancelled, disk.full, disk.failed
 */
export async function copyIntoLibrary(file: string, options: CopyOptions): Promise<string> {
  const folder = join(options.libraryDir, 'media')
  const name = mediaName(file)
  const target = join(folder, name)
  await ensureFolder(nodeFileSystem, folder)
  const part = await options.partFor(target)
  try {
    await copyDurably(file, part, options)
    await rename(part, target)
    await syncFolder(nodeFileSystem, folder)
  } catch (error) {
    await rm(part, { force: true })
    await rm(target, { force: true })
    if (options.signal.aborted) throw cancelled()
    throw diskError(error, target)
  }
  return `media/${name}`
}

const cancelled = () =>
  new DebriefError(
    'cancelled',
    'The import was cancelled. What was imported before stays; nothing half-copied is left.',
  )

async function copyDurably(from: string, to: string, { signal, progress }: CopyOptions): Promise<void> {
  const { size } = await stat(from)
  const out = await open(to, 'wx')
  try {
    let copiedBytes = 0
    for await (const chunk of createReadStream(from, { highWaterMark: CHUNK_BYTES, signal })) {
      await out.writeFile(chunk)
      copiedBytes += chunk.length
      progress(size === 0 ? 1 : Math.min(1, copiedBytes / size))
    }
    await out.sync()
  } finally {
    await out.close()
  }
}
