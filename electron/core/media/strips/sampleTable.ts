import { readAvcC, visualEntryBytes } from '../mp4/avcC.ts'
import { type Track, trackOf } from '../mp4/track.ts'
import { boxesIn, boxOf, IndexUnusable } from './boxes.ts'

/** A picture that can be decoded by itself, and where its bytes lie in the file. */
export interface Keyframe {
  /** ms on the file's own clock, edit list applied. */
  readonly atMs: number
  readonly offset: number
  readonly sizeBytes: number
}

export interface H264Index {
  readonly keyframes: readonly Keyframe[]
  /** Parameter sets, each with a start code before it: what a decoder must see first. */
  readonly headers: Buffer
  /** Bytes of the length before each NAL unit: 1, 2 or 4. */
  readonly lengthBytes: number
}

/** No picture of a camera is larger. */
const mostSampleBytes = 32 * 2 ** 20
export const startCode = Buffer.from([0, 0, 0, 1])

/** `avcC`: parameter sets and length size. */
function decoderSetup({ type, body }: Track['entry']): Pick<H264Index, 'headers' | 'lengthBytes'> {
  if (!/^avc[13]$/.test(type)) throw new IndexUnusable('its picture is not one stream of H.264')
  const avcC = boxOf(boxesIn(body.subarray(visualEntryBytes)), 'avcC')
  if (!avcC) throw new IndexUnusable('it lacks the parameters of its H.264')
  const { sets, lengthBytes } = readAvcC(avcC)
  return { headers: Buffer.concat(sets.flatMap(set => [startCode, set])), lengthBytes }
}

/**
 * The keyframes of the H.264 stream `stream` of a `moov` box, by file offset. One pass over the tables, each checked against the
 * bytes that it really has; nothing is allocated by a count that the file only claims.
 * @param moov what is inside the box
 * @param stream the stream as ffmpeg counts them: tracks in the order of the file
 * @throws IndexUnusable where pictures must be found by seeking instead, with the reason
 */
export function h264Index(moov: Buffer, stream: number, fileBytes: number): H264Index {
  const { handler, timescale, edit, entry, samples } = trackOf(moov, stream)
  if (handler !== 'vide') throw new IndexUnusable('its tracks stand in another order than its streams')
  const setup = decoderSetup(entry)
  const shiftMs = edit.waitMs - (edit.start / timescale) * 1000
  const keyframes: Keyframe[] = []
  for (let i = 0; i < samples.count; i++) {
    const [offset = 0, sizeBytes = 0, pts = 0] = [samples.offset[i], samples.size[i], samples.pts[i]]
    if (
      samples.key[i] === 1 &&
      sizeBytes > 0 &&
      sizeBytes <= mostSampleBytes &&
      offset + sizeBytes <= fileBytes
    )
      keyframes.push({ atMs: (pts / timescale) * 1000 + shiftMs, offset, sizeBytes })
  }
  if (keyframes.length === 0) throw new IndexUnusable('it has no keyframe that is in the file')
  return { keyframes: keyframes.sort((a, b) => a.atMs - b.atMs), ...setup }
}

/**
 * A stored picture as a decoder reads it from a pipe: start codes in place of lengths.
 * @throws IndexUnusable where its lengths do not add up
 */
export function toAnnexB(sample: Buffer, lengthBytes: number): Buffer {
  const pieces: Buffer[] = []
  let at = 0
  while (at < sample.length) {
    if (at + lengthBytes > sample.length) throw new IndexUnusable('a picture is cut off')
    const length = sample.readUIntBE(at, lengthBytes)
    at += lengthBytes
    if (length === 0) continue
    if (at + length > sample.length) throw new IndexUnusable('a picture is cut off')
    pieces.push(startCode, sample.subarray(at, at + length))
    at += length
  }
  return Buffer.concat(pieces)
}

/**
 * As `toAnnexB`, where lengths have four bytes as start codes do: they are written over, and nothing is copied.
 * @throws IndexUnusable where its lengths do not add up
 */
export function startCodesInPlace(sample: Buffer): void {
  for (let at = 0; at < sample.length; ) {
    if (at + startCode.length > sample.length) throw new IndexUnusable('a picture is cut off')
    const length = sample.readUInt32BE(at)
    if (at + startCode.length + length > sample.length) throw new IndexUnusable('a picture is cut off')
    startCode.copy(sample, at)
    at += startCode.length + length
  }
}
