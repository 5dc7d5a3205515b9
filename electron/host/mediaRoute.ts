import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { MediaPart } from '../contract/api/doors.ts'
import { DebriefError } from '../contract/errors.ts'
import { byteRange } from './byteRange.ts'
import { mediaTypeOf } from './contentTypes.ts'
import { fileStream } from './fileStream.ts'
import type { MediaFile } from './hostedCore.ts'

const parts: readonly MediaPart[] = ['original', 'proxy', 'poster', 'filmstrip', 'waveform']

export const asMediaPart = (text: string): MediaPart | undefined => parts.find(part => part === text)

async function statOf(file: MediaFile): Promise<Stats> {
  try {
    return await stat(file.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || file.movesTo === undefined) throw error
      return stat(file.movesTo)
    })
  } catch (error) {
    throw new DebriefError(
      'media.missing',
      'The recording is not where it was. Nothing you wrote is lost. Connect the drive, or tell Debrief where the file is now.',
      { subject: file.path },
      error,
    )
  }
}

/** Validator of a file's bytes: they are never changed in place without size or time changing. */
const etagOf = (stats: Stats) => `"${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}"`

/**
 * The bytes of a recording, its proxy or its poster. Ranges are answered to the byte: without 206 a player says that it
 * seeked and stays where it was.
 * @throws DebriefError media.missing
 */
export async function mediaResponse(file: MediaFile, request: Request): Promise<Response> {
  const stats = await statOf(file)
  const isHead = request.method === 'HEAD'
  // Footage stays out of the browser's cache on disk.
  const headers = new Headers({
    'Content-Type': mediaTypeOf(file.path),
    'Cache-Control': 'private, no-store',
  })

  const etag = etagOf(stats)
  headers.set('Accept-Ranges', 'bytes')
  headers.set('ETag', etag)
  headers.set('Last-Modified', stats.mtime.toUTCString())
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })

  const ifRange = request.headers.get('if-range')
  const isSameFile = ifRange === null || ifRange === etag
  const range = isSameFile ? byteRange(request.headers.get('range'), stats.size) : undefined
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${stats.size}`)
    return new Response(null, { status: 416, headers })
  }
  const { first, last } = range ?? { first: 0, last: stats.size - 1 }
  headers.set('Content-Length', String(last - first + 1))
  if (range) headers.set('Content-Range', `bytes ${first}-${last}/${stats.size}`)
  const isEmpty = last < first
  return new Response(
    isHead || isEmpty
      ? null
      : fileStream(file.path, { first, last, ...(file.movesTo !== undefined && { movesTo: file.movesTo }) }),
    {
      status: range ? 206 : 200,
      headers,
    },
  )
}
