import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { MediaIdentity } from '../../contract/records/recording.ts'
import { fileRefused } from './fileHead.ts'

const blockBytes = 256 * 1024

/** The stretches that are hashed: head, middle and tail; of a small file, all of it once. Pure. */
export function identityBlocks(
  sizeBytes: number,
): readonly { readonly at: number; readonly length: number }[] {
  if (sizeBytes <= 3 * blockBytes) return [{ at: 0, length: sizeBytes }]
  const middle = Math.floor((sizeBytes - blockBytes) / 2)
  return [0, middle, sizeBytes - blockBytes].map(at => ({ at, length: blockBytes }))
}

/**
 * What makes a recording the same one under any name and on any machine: size, and SHA-256 over size and blocks of it.
 * Reads at most 768 kB.
 * @throws DebriefError media.missing, media.noPermission, media.unreadable
 */
export async function identify(file: string): Promise<MediaIdentity> {
  try {
    const handle = await open(file, 'r')
    try {
      const { size: sizeBytes } = await handle.stat()
      const hash = createHash('sha256').update(`${sizeBytes}\n`)
      for (const { at, length } of identityBlocks(sizeBytes)) {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, at)
        hash.update(buffer.subarray(0, bytesRead))
      }
      return { sizeBytes, hash: hash.digest('hex') }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw fileRefused(file, error)
  }
}
