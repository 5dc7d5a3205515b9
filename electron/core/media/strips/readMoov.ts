import type { FileHandle } from 'node:fs/promises'
import { IndexUnusable } from './boxes.ts'

/** The index of a whole school day is a tenth of this. */
const mostMoovBytes = 96 * 2 ** 20
const mostTopBoxes = 1000

/**
 * What is inside the `moov` box of an MP4 or MOV file, wherever in the file it lies. Reads the headers of the boxes before it
 * and nothing of the pictures.
 * @throws IndexUnusable where there is none that could be read
 */
export async function readMoov(handle: FileHandle, fileBytes: number): Promise<Buffer> {
  const head = Buffer.alloc(16)
  let at = 0
  for (let box = 0; box < mostTopBoxes && at + 8 <= fileBytes; box++) {
    const { bytesRead } = await handle.read(head, 0, 16, at)
    if (bytesRead < 8) break
    const type = head.toString('latin1', 4, 8)
    const small = head.readUInt32BE(0)
    const headBytes = small === 1 ? 16 : 8
    const size = small === 1 ? Number(head.readBigUInt64BE(8)) : small === 0 ? fileBytes - at : small
    if (size < headBytes || at + size > fileBytes) throw new IndexUnusable(`its box ${type} is cut off`)
    if (type === 'moof') throw new IndexUnusable('it is written in fragments')
    if (type === 'moov') {
      if (size > mostMoovBytes) throw new IndexUnusable('its index is too large to be one')
      const body = Buffer.alloc(size - headBytes)
      await handle.read(body, 0, body.length, at + headBytes)
      return body
    }
    at += size
  }
  throw new IndexUnusable('it has no index')
}

/** Whether a file has no fragment: all of its pictures stand in its one index. Reads the headers of its boxes. */
export async function hasNoFragments(handle: FileHandle, fileBytes: number): Promise<boolean> {
  const head = Buffer.alloc(16)
  let at = 0
  for (let box = 0; box < mostTopBoxes && at + 8 <= fileBytes; box++) {
    await handle.read(head, 0, 16, at)
    if (head.toString('latin1', 4, 8) === 'moof') return false
    const small = head.readUInt32BE(0)
    const size = small === 1 ? Number(head.readBigUInt64BE(8)) : small === 0 ? fileBytes - at : small
    if (size < 8) return false
    at += size
  }
  return at >= fileBytes
}
