import type { FileHandle } from 'node:fs/promises'
import { DebriefError } from '../../../contract/errors.ts'
import type { Samples } from '../../media/mp4/track.ts'

/** How much is read at once where samples lie near each other. */
const blockBytes = 2 ** 20
/** What lies between two samples (sound between pictures, pictures between sound) is read along where it is so little: less work than reading twice. */
const mostBetweenBytes = 2 ** 16
/** No picture of a camera is larger. */
const mostSampleBytes = 32 * 2 ** 20

/**
 * Reads exactly this stretch of a file.
 * @param into used instead of a new buffer where it is long enough
 * @throws DebriefError media.truncated
 */
export async function readExactly(
  handle: FileHandle,
  offset: number,
  length: number,
  into?: Buffer,
): Promise<Buffer> {
  const bytes = into && into.length >= length ? into.subarray(0, length) : Buffer.allocUnsafe(length)
  let got = 0
  while (got < length) {
    const { bytesRead } = await handle.read(bytes, got, length - got, offset + got)
    if (bytesRead === 0)
      throw new DebriefError(
        'media.truncated',
        'The recording ends before the pictures that its index lists. It was not changed; copy it again from the camera.',
      )
    got += bytesRead
  }
  return bytes
}

/**
 * The bytes of samples `from` to before `to`, in their order. Samples that lie together are read together, and while they are used the next are read.
 * @param fleeting each is used before the next is asked for, so that two buffers serve for all
 * @throws DebriefError media.truncated
 */
export async function* readSamples(
  handle: FileHandle,
  { offset, size }: Pick<Samples, 'offset' | 'size'>,
  from: number,
  to: number,
  fleeting = false,
): AsyncGenerator<Buffer> {
  const own = fleeting ? [Buffer.allocUnsafe(blockBytes), Buffer.allocUnsafe(blockBytes)] : []
  const at = (i: number) => offset[i] ?? 0
  const sizeOf = (i: number) => size[i] ?? 0
  const read = (first: number, nth: number) => {
    const start = at(first)
    let end = start + sizeOf(first)
    if (end - start > mostSampleBytes) throw new RangeError('a sample of this size is no picture')
    let next = first + 1
    while (
      next < to &&
      at(next) >= end &&
      at(next) - end <= mostBetweenBytes &&
      at(next) + sizeOf(next) - start <= blockBytes
    ) {
      end = at(next) + sizeOf(next)
      next += 1
    }
    const bytes = readExactly(handle, start, end - start, own[nth % 2])
    // Told to whoever asks for these samples; nobody may.
    bytes.catch(() => undefined)
    return { start, next, bytes }
  }
  let block = from < to ? read(from, 0) : undefined
  for (let i = from, nth = 1; block; nth++) {
    const { start, next } = block
    const bytes = await block.bytes
    block = next < to ? read(next, nth) : undefined
    for (; i < next; i++) yield bytes.subarray(at(i) - start, at(i) - start + sizeOf(i))
  }
}
