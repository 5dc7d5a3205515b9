import { boxAt, boxesIn, boxOf, IndexUnusable, tableOf } from './boxes.ts'

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

/** Seven hours at 60 pictures a second. */
const mostSamples = 1_500_000
/** No picture of a camera is larger. */
const mostSampleBytes = 32 * 2 ** 20
const startCode = Buffer.from([0, 0, 0, 1])

/** Version-dependent `mvhd` and `mdhd`. */
function timescaleOf(body: Buffer | undefined): number {
  const at = body?.[0] === 1 ? 20 : 12
  const timescale = body && body.length >= at + 4 ? body.readUInt32BE(at) : 0
  if (timescale === 0) throw new IndexUnusable('its clock has no unit')
  return timescale
}

/** Size of the fixed part of a visual sample entry, behind which its own boxes lie. */
const visualEntryBytes = 78

/** `avcC`: parameter sets and length size. */
function decoderSetup(stsd: Buffer | undefined): Pick<H264Index, 'headers' | 'lengthBytes'> {
  const entries = boxesIn(stsd?.subarray(8) ?? Buffer.alloc(0))
  const [entry] = entries
  if (entries.length !== 1 || !entry || !/^avc[13]$/.test(entry.type))
    throw new IndexUnusable('its picture is not one stream of H.264')
  const avcC = boxOf(boxesIn(entry.body.subarray(visualEntryBytes)), 'avcC')
  if (!avcC || avcC.length < 7) throw new IndexUnusable('it lacks the parameters of its H.264')
  const sets: Buffer[] = []
  let at = 5
  for (const mask of [0x1f, 0xff]) {
    const count = (avcC[at] ?? 0) & mask
    at += 1
    for (let set = 0; set < count; set++) {
      if (at + 2 > avcC.length) throw new IndexUnusable('the parameters of its H.264 are cut off')
      const length = avcC.readUInt16BE(at)
      if (at + 2 + length > avcC.length) throw new IndexUnusable('the parameters of its H.264 are cut off')
      sets.push(startCode, avcC.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  return { headers: Buffer.concat(sets), lengthBytes: ((avcC[4] ?? 0) & 3) + 1 }
}

/**
 * How the edit list moves media time: an optional wait, then one stretch played at its own speed. Others would need a player.
 * @returns ms to add to a picture's own time
 */
function editShiftMs(trak: Buffer, movieScale: number, mediaScale: number): number {
  const elst = boxAt(trak, 'edts', 'elst')
  if (!elst) return 0
  if (elst.length < 8) throw new IndexUnusable('its edit list is cut off')
  const long = elst[0] === 1
  const rowBytes = long ? 20 : 12
  const rows = elst.readUInt32BE(4)
  if (rows > 64 || rows * rowBytes > elst.length - 8) throw new IndexUnusable('its edit list is odd')
  let waitMs = 0
  for (let row = 0; row < rows; row++) {
    const at = 8 + row * rowBytes
    const length = long ? Number(elst.readBigUInt64BE(at)) : elst.readUInt32BE(at)
    const start = long ? Number(elst.readBigInt64BE(at + 8)) : elst.readInt32BE(at + 4)
    const rate = elst.readInt16BE(at + rowBytes - 4)
    if (start === -1) {
      waitMs += (length / movieScale) * 1000
      continue
    }
    if (row !== rows - 1 || rate !== 1) throw new IndexUnusable('it was edited in several pieces')
    return waitMs - (start / mediaScale) * 1000
  }
  return waitMs
}

/** Walks a run-length table (`stts`, `ctts`) one sample at a time. */
function runs(table: ReturnType<typeof tableOf>): () => number {
  let row = -1
  let left = 0
  return () => {
    while (left === 0 && table && row + 1 < table.rows) {
      row += 1
      left = table.at(row, 0)
    }
    if (left === 0 || !table) return 0
    left -= 1
    return table.at(row, 1)
  }
}

/** Where each chunk begins; 32 or 64 bits. */
function chunkOffsets(stbl: Buffer): { readonly rows: number; readonly at: (row: number) => number } {
  const boxes = boxesIn(stbl)
  const short = tableOf(boxOf(boxes, 'stco'), 'stco', 1)
  if (short) return { rows: short.rows, at: row => short.at(row, 0) }
  const long = tableOf(boxOf(boxes, 'co64'), 'co64', 2)
  if (!long) throw new IndexUnusable('it does not say where its pictures lie')
  return { rows: long.rows, at: row => long.at(row, 0) * 2 ** 32 + long.at(row, 1) }
}

/**
 * The keyframes of the H.264 stream `stream` of a `moov` box, by file offset. One pass over the tables, each checked against the
 * bytes that it really has; nothing is allocated by a count that the file only claims.
 * @param moov what is inside the box
 * @param stream the stream as ffmpeg counts them: tracks in the order of the file
 * @throws IndexUnusable where pictures must be found by seeking instead, with the reason
 */
export function h264Index(moov: Buffer, stream: number, fileBytes: number): H264Index {
  const boxes = boxesIn(moov)
  if (boxOf(boxes, 'mvex')) throw new IndexUnusable('it is written in fragments')
  const trak = boxes.filter(({ type }) => type === 'trak')[stream]?.body
  const mdia = trak && boxAt(trak, 'mdia')
  if (!trak || !mdia) throw new IndexUnusable('it has no such track')
  if (boxAt(mdia, 'hdlr')?.toString('latin1', 8, 12) !== 'vide')
    throw new IndexUnusable('its tracks stand in another order than its streams')
  const mediaScale = timescaleOf(boxAt(mdia, 'mdhd'))
  const shiftMs = editShiftMs(trak, timescaleOf(boxOf(boxes, 'mvhd')), mediaScale)
  const stbl = boxAt(mdia, 'minf', 'stbl')
  if (!stbl) throw new IndexUnusable('it has no sample table')
  const tables = boxesIn(stbl)
  const setup = decoderSetup(boxOf(tables, 'stsd'))

  const stsz = boxOf(tables, 'stsz')
  if (!stsz || stsz.length < 12) throw new IndexUnusable('it does not say how large its pictures are')
  const sameSize = stsz.readUInt32BE(4)
  const samples = stsz.readUInt32BE(8)
  if (samples > mostSamples || (sameSize === 0 && samples * 4 > stsz.length - 12))
    throw new IndexUnusable(`it claims ${samples} pictures and does not have them`)
  const sizeOf = (sample: number) => (sameSize > 0 ? sameSize : stsz.readUInt32BE(12 + sample * 4))

  const sync = tableOf(boxOf(tables, 'stss'), 'stss', 1)
  const ctts = boxOf(tables, 'ctts')
  const nextDuration = runs(tableOf(boxOf(tables, 'stts'), 'stts', 2))
  const nextDelay = runs(tableOf(ctts, 'ctts', 2))
  const chunks = chunkOffsets(stbl)
  const perChunk = tableOf(boxOf(tables, 'stsc'), 'stsc', 3)
  if (!perChunk || perChunk.rows === 0) throw new IndexUnusable('it does not say how its pictures are stored')

  const keyframes: Keyframe[] = []
  let sample = 0
  let time = 0
  let run = 0
  let nextSync = 0
  for (let chunk = 0; chunk < chunks.rows && sample < samples; chunk++) {
    while (run + 1 < perChunk.rows && perChunk.at(run + 1, 0) <= chunk + 1) run += 1
    const inChunk = perChunk.at(run, 1)
    let offset = chunks.at(chunk)
    for (let nth = 0; nth < inChunk && sample < samples; nth++) {
      const sizeBytes = sizeOf(sample)
      while (sync && nextSync < sync.rows && sync.at(nextSync, 0) < sample + 1) nextSync += 1
      const isKey = !sync || (nextSync < sync.rows && sync.at(nextSync, 0) === sample + 1)
      const delay = nextDelay() | 0
      if (isKey && sizeBytes > 0 && sizeBytes <= mostSampleBytes && offset + sizeBytes <= fileBytes)
        keyframes.push({ atMs: ((time + delay) / mediaScale) * 1000 + shiftMs, offset, sizeBytes })
      time += nextDuration()
      offset += sizeBytes
      sample += 1
    }
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
