import { randomBytes } from 'node:crypto'
import { readdir, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileStream } from '../../../electron/host/fileStream.ts'
import { temporaryFolder } from '../../fixtures/openTestCore.ts'

const MEGABYTE = 2 ** 20

async function fileOf(bytes: Uint8Array): Promise<string> {
  const file = join(await temporaryFolder('stream'), 'recording.mp4')
  await writeFile(file, bytes)
  return file
}

const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  Buffer.from(await new Response(stream).arrayBuffer())

/** How often this process has the file open (Linux tells). */
async function timesOpen(file: string): Promise<number> {
  const handles = await readdir('/proc/self/fd')
  const targets = await Promise.all(
    handles.map(handle => readlink(`/proc/self/fd/${handle}`).catch(() => '')),
  )
  return targets.filter(target => target === file).length
}

describe('fileStream', () => {
  it('gives exactly the bytes of the range, over many pieces', async () => {
    const bytes = randomBytes(2 * MEGABYTE + 77)
    const file = await fileOf(bytes)
    const first = 1000
    const last = bytes.length - 2
    expect((await bytesOf(fileStream(file, { first, last }))).equals(bytes.subarray(first, last + 1))).toBe(
      true,
    )
    expect((await bytesOf(fileStream(file, { first: 0 }))).equals(bytes)).toBe(true)
  })

  it('fails where the file is shorter than it was said to be, so that nobody takes the answer for whole', async () => {
    const file = await fileOf(Buffer.from('short'))
    await expect(bytesOf(fileStream(file, { first: 0, last: 99 }))).rejects.toThrow(/shorter/)
  })

  it.runIf(process.platform === 'linux')(
    'closes the file at its end, when the reader leaves, and on an error',
    async () => {
      const file = await fileOf(randomBytes(3 * MEGABYTE))
      await bytesOf(fileStream(file, { first: 0 }))
      expect(await timesOpen(file)).toBe(0)

      const left = fileStream(file, { first: 0 }).getReader()
      await left.read()
      expect(await timesOpen(file)).toBe(1)
      await left.cancel()
      expect(await timesOpen(file)).toBe(0)

      await expect(bytesOf(fileStream(file, { first: 0, last: 4 * MEGABYTE }))).rejects.toThrow()
      expect(await timesOpen(file)).toBe(0)
    },
  )

  it.runIf(process.platform === 'linux')('opens nothing before anyone reads', async () => {
    const file = await fileOf(Buffer.from('x'))
    const stream = fileStream(file, { first: 0 })
    expect(await timesOpen(file)).toBe(0)
    await stream.cancel()
  })
})
