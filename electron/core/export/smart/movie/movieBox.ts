/**
 * The index of the clip that we put together from stored pictures and sound (ISO/IEC 14496-12): every time is ours, so none is
 * rounded twice.
 */

/** Where a row of samples lies in the file, one behind the other. */
export interface Chunk {
  readonly offset: number
  readonly count: number
}

interface TrackContent {
  /** Ticks a second. */
  readonly timescale: number
  /** The sample description with its header. */
  readonly entry: Buffer
  /** In stored order. */
  readonly sizes: readonly number[]
  readonly chunks: readonly Chunk[]
}

export interface PictureTrack extends TrackContent {
  /** When each picture is shown, ticks from the clip's start, in decoding order; the earliest is 0. */
  readonly shownAt: readonly number[]
  /** How long the last shown one stays, ticks. */
  readonly lastTicks: number
  /** Decoding order; which pictures can be decoded by themselves. */
  readonly independent: readonly boolean[]
  readonly width: number
  readonly height: number
  /** Clockwise degrees by which players turn it. */
  readonly rotation: 0 | 90 | 180 | 270
}

export interface SoundTrack extends TrackContent {
  /** How long each sample lasts, ticks. */
  readonly durations: readonly number[]
  /** Ticks of the first samples that a decoder needs but nobody hears. */
  readonly skipTicks: number
  /** How long it is heard, ticks. */
  readonly heardTicks: number
}

export interface Movie {
  readonly title: string
  readonly picture: PictureTrack
  readonly sound: SoundTrack | undefined
}

/** Ticks a second of the movie itself. */
export const movieScale = 90_000

export const u8 = (...values: number[]) => Buffer.from(values)
export const u16 = (...values: number[]) => {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt16BE(value, i * 2)
  return bytes
}
export const u32 = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, i * 4)
  return bytes
}
const u64 = (value: number) => u32(Math.floor(value / 2 ** 32), value % 2 ** 32)
const text = (value: string) => Buffer.from(value, 'latin1')

export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const length = content.reduce((sum, each) => sum + each.length, 8)
  return Buffer.concat([u32(length), text(type), ...content])
}

const fullBox = (type: string, flags: number, ...content: readonly Buffer[]) =>
  box(type, u32(flags), ...content)

/** A table whose equal neighbours share a row: how many, and the value. */
function runLengths(values: readonly number[]): { rows: number; bytes: Buffer } {
  const rows: number[] = []
  for (const value of values) {
    if (rows.length > 0 && rows[rows.length - 1] === value)
      rows[rows.length - 2] = (rows[rows.length - 2] ?? 0) + 1
    else rows.push(1, value)
  }
  return { rows: rows.length / 2, bytes: u32(...rows) }
}

const runTable = (type: string, values: readonly number[]) => {
  const { rows, bytes } = runLengths(values)
  return fullBox(type, 0, u32(rows), bytes)
}

/**
 * Decoding times that are never behind the time a picture is shown: the shown times in order, all moved back by the most that a
 * picture is stored before its turn. Pure.
 * @returns how long each is decoded before the next, and how long behind its decoding each is shown; ticks
 */
export function decodingTimes(
  shownAt: readonly number[],
  lastTicks: number,
): { readonly durations: number[]; readonly delays: number[]; readonly leadTicks: number } {
  const inOrder = [...shownAt].sort((a, b) => a - b)
  const leadTicks = shownAt.reduce((most, at, i) => Math.max(most, (inOrder[i] ?? at) - at), 0)
  const durations = inOrder.map((at, i) => (i + 1 < inOrder.length ? (inOrder[i + 1] ?? at) - at : lastTicks))
  const delays = shownAt.map((at, i) => at - (inOrder[i] ?? at) + leadTicks)
  return { durations, delays, leadTicks }
}

function sampleTables(track: TrackContent, durations: readonly number[], more: readonly Buffer[]): Buffer {
  const { entry, sizes, chunks } = track
  const far = chunks.some(({ offset }) => offset >= 2 ** 32)
  const perChunk = chunks.flatMap(({ count }, i) =>
    i > 0 && chunks[i - 1]?.count === count ? [] : [i + 1, count, 1],
  )
  return box(
    'stbl',
    fullBox('stsd', 0, u32(1), entry),
    runTable('stts', durations),
    ...more,
    fullBox('stsc', 0, u32(perChunk.length / 3), u32(...perChunk)),
    fullBox('stsz', 0, u32(0, sizes.length), u32(...sizes)),
    far
      ? fullBox('co64', 0, u32(chunks.length), ...chunks.map(({ offset }) => u64(offset)))
      : fullBox('stco', 0, u32(chunks.length), u32(...chunks.map(({ offset }) => offset))),
  )
}

const one = 0x10000
const unturned = [one, 0, 0, 0, one, 0, 0, 0, 0x40000000]

function matrix({ rotation, width, height }: PictureTrack): number[] {
  switch (rotation) {
    case 0:
      return unturned
    case 90:
      return [0, one, 0, -one, 0, 0, height * one, 0, 0x40000000]
    case 180:
      return [-one, 0, 0, 0, -one, 0, width * one, height * one, 0x40000000]
    case 270:
      return [0, -one, 0, one, 0, 0, 0, width * one, 0x40000000]
  }
}

interface TrackBox {
  readonly id: number
  readonly kind: 'vide' | 'soun'
  readonly timescale: number
  readonly mediaTicks: number
  /** What is shown or heard: from here on, so long; ticks. */
  readonly fromTicks: number
  readonly forTicks: number
  readonly matrix: readonly number[]
  readonly width: number
  readonly height: number
  readonly mediaHead: Buffer
  readonly tables: Buffer
}

const inMovie = (ticks: number, timescale: number) => Math.ceil((ticks * movieScale) / timescale - 1e-6)

function trackBox(track: TrackBox): Buffer {
  const { id, kind, timescale } = track
  const lasts = inMovie(track.forTicks, timescale)
  const sound = kind === 'soun'
  return box(
    'trak',
    fullBox(
      'tkhd',
      3,
      u32(0, 0, id, 0, lasts, 0, 0),
      u16(0, sound ? 1 : 0, sound ? 0x100 : 0, 0),
      u32(...track.matrix, track.width * one, track.height * one),
    ),
    box('edts', fullBox('elst', 0, u32(1, lasts, track.fromTicks), u16(1, 0))),
    box(
      'mdia',
      // Language `und`: three letters of five bits.
      fullBox('mdhd', 0, u32(0, 0, timescale, track.mediaTicks), u16(0x55c4, 0)),
      fullBox('hdlr', 0, u32(0), text(kind), Buffer.alloc(12), text(sound ? 'Sound\0' : 'Picture\0')),
      box('minf', track.mediaHead, box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))), track.tables),
    ),
  )
}

function pictureBox(track: PictureTrack): Buffer {
  const { durations, delays, leadTicks } = decodingTimes(track.shownAt, track.lastTicks)
  const total = durations.reduce((sum, ticks) => sum + ticks, 0)
  const keys = track.independent.flatMap((independent, i) => (independent ? [i + 1] : []))
  return trackBox({
    id: 1,
    kind: 'vide',
    timescale: track.timescale,
    mediaTicks: total,
    fromTicks: leadTicks,
    forTicks: total,
    matrix: matrix(track),
    width: track.width,
    height: track.height,
    mediaHead: fullBox('vmhd', 1, Buffer.alloc(8)),
    tables: sampleTables(track, durations, [
      fullBox('stss', 0, u32(keys.length), u32(...keys)),
      ...(delays.some(delay => delay !== 0) ? [runTable('ctts', delays)] : []),
    ]),
  })
}

function soundBox(track: SoundTrack): Buffer {
  return trackBox({
    id: 2,
    kind: 'soun',
    timescale: track.timescale,
    mediaTicks: track.durations.reduce((sum, ticks) => sum + ticks, 0),
    fromTicks: track.skipTicks,
    forTicks: track.heardTicks,
    matrix: unturned,
    width: 0,
    height: 0,
    mediaHead: fullBox('smhd', 0, u32(0)),
    tables: sampleTables(track, track.durations, []),
  })
}

/** The clip's title where players look for it; nothing else is said about it. */
function titleBox(title: string): Buffer {
  const data = box('data', u32(1, 0), Buffer.from(title, 'utf8'))
  const handler = fullBox('hdlr', 0, u32(0), text('mdir'), text('appl'), Buffer.alloc(9))
  return box('udta', fullBox('meta', 0, handler, box('ilst', box('\u00a9nam', data))))
}

/** Pure. */
export function movieBox({ title, picture, sound }: Movie): Buffer {
  const pictureTicks = decodingTimes(picture.shownAt, picture.lastTicks).durations.reduce((a, b) => a + b, 0)
  const lasts = Math.max(
    inMovie(pictureTicks, picture.timescale),
    sound ? inMovie(sound.heardTicks, sound.timescale) : 0,
  )
  return box(
    'moov',
    fullBox(
      'mvhd',
      0,
      u32(0, 0, movieScale, lasts, one),
      u16(0x100),
      Buffer.alloc(10),
      u32(...unturned),
      Buffer.alloc(24),
      u32(3),
    ),
    pictureBox(picture),
    ...(sound ? [soundBox(sound)] : []),
    ...(title === '' ? [] : [titleBox(title)]),
  )
}
