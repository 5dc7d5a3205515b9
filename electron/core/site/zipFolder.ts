import { createWriteStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** These are as small as they get. */
const packed = new Set(['.mp4', '.jpg'])

/**
 * Writes a folder as one zip.
 * @param top the folder's name within it, so that whoever unpacks it gets one folder and not a heap of files
 * @param passed called with the bytes written so far
 */
export async function zipFolder(
  folder: string,
  out: string,
  { top, signal, passed }: { top: string; signal: AbortSignal; passed: (bytes: number) => void },
): Promise<void> {
  const zip = new ZipFile()
  const failed = new AbortController()
  zip.on('error', error => failed.abort(error))
  const files = (await readdir(folder, { withFileTypes: true, recursive: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files)
    zip.addFile(file, `${top}/${relative(folder, file).split(sep).join('/')}`, {
      compress: !packed.has(extname(file)),
    })
  zip.end()
  let bytes = 0
  zip.outputStream.on('data', (part: Buffer) => {
    bytes += part.length
    passed(bytes)
  })
  await pipeline(zip.outputStream, createWriteStream(out, { flags: 'wx' }), {
    signal: AbortSignal.any([signal, failed.signal]),
  })
  const handle = await open(out, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
