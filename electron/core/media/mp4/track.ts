import { boxAt, boxesIn, boxOf, IndexUnusable, tableOf } from '../strips/boxes.ts'

/** The stored units (pictures or stretches of sound) of one track, in the order in which they are decoded; row `i` of every column is unit `i`. */
export interface Samples {
  readonly count: number
  /** Where its bytes begin in the file. */
  readonly offset: Float64Array
  readonly size: Uint32Array
  /** When it is decoded and when it is shown, ticks of the track's own clock, without the edit list. */
  readonly dts: Float64Array
  readonly pts: Float64Array
  /** Until the next is decoded, ticks. */
  readonly duration: Uint32Array
  /** 1 where the file marks it as one that can be decoded by itself. */
  readonly key: Uint8Array
}

/** What an edit list with one stretch says: wait so long, then play from there, for so long. */
export interface Edit {
  readonly waitMs: number
  /** Ticks of the track; what is shown before is hidden. */
  readonly start: number
  /** Absent where the file does not say; else ms. */
  readonly lengthMs: number | undefined
}

export interface Track {
  /** `vide`, `soun`, … */
  readonly handler: string
  /** Ticks a second. */
  readonly timescale: number
  readonly edit: Edit
  /** How the picture is turned: the nine numbers of the track header, as they are stored. */
  readonly matrix: readonly number[]
  /** The one sample description: its four letters, and what stands behind. */
  readonly entry: { readonly type: string; readonly body: Buffer }
  readonly samples: Samples
}

/** Seven hours at 60 pictures a second. */
const mostSamples = 1_500_000

/** Version-dependent `mvhd` and `mdhd`. */
function timescaleOf(body: Buffer | undefined): number {
  const at = body?.[0] === 1 ? 20 : 12
  const timescale = body && body.length >= at + 4 ? body.readUInt32BE(at) : 0
  if (timescale === 0) throw new IndexUnusable('its clock has no unit')
  return timescale
}

/** An optional wait, then one stretch played at its own speed. Others would need a player. */
function editOf(trak: Buffer, movieScale: number): Edit {
  const elst = boxAt(trak, 'edts', 'elst')
  if (!elst) return { waitMs: 0, start: 0, lengthMs: undefined }
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
    const lengthMs = (length / movieScale) * 1000
    if (start === -1) {
      waitMs += lengthMs
      continue
    }
    if (row !== rows - 1 || rate !== 1) throw new IndexUnusable('it was edited in several pieces')
    return { waitMs, start, lengthMs: length === 0 ? undefined : lengthMs }
  }
  return { waitMs, start: 0, lengthMs: undefined }
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

function samplesOf(stbl: Buffer): Samples {
  const tables = boxesIn(stbl)
  const stsz = boxOf(tables, 'stsz')
  if (!stsz || stsz.length < 12) throw new IndexUnusable('it does not say how large its pictures are')
  const sameSize = stsz.readUInt32BE(4)
  const claimed = stsz.readUInt32BE(8)
  if (claimed > mostSamples || (sameSize === 0 && claimed * 4 > stsz.length - 12))
    throw new IndexUnusable(`it claims ${claimed} pictures and does not have them`)
  const sync = tableOf(boxOf(tables, 'stss'), 'stss', 1)
  const nextDuration = runs(tableOf(boxOf(tables, 'stts'), 'stts', 2))
  const nextDelay = runs(tableOf(boxOf(tables, 'ctts'), 'ctts', 2))
  const chunks = chunkOffsets(stbl)
  const perChunk = tableOf(boxOf(tables, 'stsc'), 'stsc', 3)
  if (!perChunk || perChunk.rows === 0) throw new IndexUnusable('it does not say how its pictures are stored')

  const offset = new Float64Array(claimed)
  const size = new Uint32Array(claimed)
  const dts = new Float64Array(claimed)
  const pts = new Float64Array(claimed)
  const duration = new Uint32Array(claimed)
  const key = new Uint8Array(claimed)
  let count = 0
  let time = 0
  let run = 0
  let nextSync = 0
  for (let chunk = 0; chunk < chunks.rows && count < claimed; chunk++) {
    while (run + 1 < perChunk.rows && perChunk.at(run + 1, 0) <= chunk + 1) run += 1
    const inChunk = perChunk.at(run, 1)
    let at = chunks.at(chunk)
    for (let nth = 0; nth < inChunk && count < claimed; nth++) {
      const bytes = sameSize > 0 ? sameSize : stsz.readUInt32BE(12 + count * 4)
      while (sync && nextSync < sync.rows && sync.at(nextSync, 0) < count + 1) nextSync += 1
      offset[count] = at
      size[count] = bytes
      dts[count] = time
      pts[count] = time + (nextDelay() | 0)
      const lasts = nextDuration()
      duration[count] = lasts
      key[count] = !sync || (nextSync < sync.rows && sync.at(nextSync, 0) === count + 1) ? 1 : 0
      time += lasts
      at += bytes
      count += 1
    }
  }
  return { count, offset, size, dts, pts, duration, key }
}

const unturned = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000]

function matrixOf(trak: Buffer): number[] {
  const tkhd = boxOf(boxesIn(trak), 'tkhd')
  const at = tkhd?.[0] === 1 ? 52 : 40
  if (!tkhd || tkhd.length < at + 36) return unturned
  return unturned.map((_, i) => tkhd.readInt32BE(at + 4 * i))
}

/**
 * Reads a track of a `moov` box. One pass over the tables, each checked against the bytes that it really has; nothing is allocated by
 * a count that the file only claims.
 * @param moov what is inside the box
 * @param stream the stream as ffmpeg counts them: tracks in the order of the file
 * @param whole no fragments follow, though there was room for some (phones write so, and tidy up at the end)
 * @throws IndexUnusable where it cannot be read so, with the reason
 */
export function trackOf(moov: Buffer, stream: number, whole = false): Track {
  const boxes = boxesIn(moov)
  if (boxOf(boxes, 'mvex') && !whole) throw new IndexUnusable('it is written in fragments')
  const trak = boxes.filter(({ type }) => type === 'trak')[stream]?.body
  const mdia = trak && boxAt(trak, 'mdia')
  if (!trak || !mdia) throw new IndexUnusable('it has no such track')
  const edit = editOf(trak, timescaleOf(boxOf(boxes, 'mvhd')))
  const stbl = boxAt(mdia, 'minf', 'stbl')
  if (!stbl) throw new IndexUnusable('it has no sample table')
  const entries = boxesIn(boxAt(stbl, 'stsd')?.subarray(8) ?? Buffer.alloc(0))
  const [entry] = entries
  if (entries.length !== 1 || !entry) throw new IndexUnusable('its track changes its kind on the way')
  return {
    handler: boxAt(mdia, 'hdlr')?.toString('latin1', 8, 12) ?? '',
    timescale: timescaleOf(boxAt(mdia, 'mdhd')),
    edit,
    matrix: matrixOf(trak),
    entry,
    samples: samplesOf(stbl),
  }
}
