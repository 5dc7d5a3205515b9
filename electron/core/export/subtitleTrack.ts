import { graphemesOf } from '../text/typeset/breakText.ts'

/**
 * A subtitle track as MP4 stores it (3GPP timed text, `tx3g`), written here because every way through ffmpeg's own subtitle readers
 * takes braces and backslashes in people's words for commands.
 */
export interface Cue {
  readonly fromMs: number
  readonly toMs: number
  readonly text: string
}

const u8 = (...values: number[]) => Buffer.from(values)
const u16 = (value: number) => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}
const u32 = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value, i * 4)
  })
  return bytes
}

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

/** A box with version 0 and flags. */
const fullBox = (type: string, flags: number, ...content: readonly Buffer[]) =>
  box(type, u32(flags), ...content)

const unity = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
/** Ticks a second; times are whole ms. */
const timescale = 1000
/** A sample's text is counted in 16 bits. */
const maxTextBytes = 0xffff

/**
 * Cuts overlapping cues into stretches that follow each other without a gap, as a track must hold them; where several are on, their
 * texts stand below each other. Pure.
 */
export function stretches(cues: readonly Cue[], durationMs: number): Cue[] {
  const within = cues
    .map(cue => ({ ...cue, fromMs: Math.max(0, cue.fromMs), toMs: Math.min(durationMs, cue.toMs) }))
    .filter(cue => cue.toMs > cue.fromMs)
  const times = [...new Set([0, durationMs, ...within.flatMap(cue => [cue.fromMs, cue.toMs])])].sort(
    (a, b) => a - b,
  )
  return times.slice(0, -1).map((fromMs, i) => ({
    fromMs,
    toMs: times[i + 1] ?? durationMs,
    text: within
      .filter(cue => cue.fromMs <= fromMs && fromMs < cue.toMs)
      .map(cue => cue.text)
      .join('\n'),
  }))
}

function sampleOf(text: string): Buffer {
  let bytes = Buffer.from(text, 'utf8')
  if (bytes.length > maxTextBytes) {
    // Cut between signs: a reader would show half of one as rubbish.
    let used = 0
    const fitting = graphemesOf(text).filter(sign => {
      used += Buffer.byteLength(sign, 'utf8')
      return used <= maxTextBytes
    })
    bytes = Buffer.from(fitting.join(''), 'utf8')
  }
  return Buffer.concat([u16(bytes.length), bytes])
}

const style = Buffer.concat([u16(0), u16(0), u16(1), u8(0, 18), u32(0xffffffff)])
const fontName = Buffer.from('Sans-Serif', 'latin1')

const sampleEntry = box(
  'tx3g',
  Buffer.alloc(6),
  u16(1),
  u32(0),
  u8(1, 0xff),
  u32(0),
  Buffer.alloc(8),
  style,
  box('ftab', u16(1), u16(1), u8(fontName.length), fontName),
)

/**
 * Writes an MP4 that holds one subtitle track and nothing else.
 * @param durationMs of the clip
 * @param name plain Latin letters; what players call the track
 */
export function subtitleTrack(cues: readonly Cue[], durationMs: number, name = 'Comments'): Buffer {
  const parts = stretches(cues, durationMs)
  const samples = parts.map(part => sampleOf(part.text))
  const head = box('ftyp', Buffer.from('isom', 'latin1'), u32(0x200), Buffer.from('isommp42', 'latin1'))
  const data = box('mdat', ...samples)
  const times = fullBox('stts', 0, u32(parts.length), ...parts.map(part => u32(1, part.toMs - part.fromMs)))
  const table = box(
    'stbl',
    fullBox('stsd', 0, u32(1), sampleEntry),
    times,
    fullBox('stsc', 0, u32(1, 1, parts.length, 1)),
    fullBox('stsz', 0, u32(0, parts.length, ...samples.map(sample => sample.length))),
    fullBox('stco', 0, u32(1, head.length + 8)),
  )
  const media = box(
    'mdia',
    // Language `und`, three letters of five bits.
    fullBox('mdhd', 0, u32(0, 0, timescale, durationMs), u16(0x55c4), u16(0)),
    fullBox(
      'hdlr',
      0,
      u32(0),
      Buffer.from('sbtl', 'latin1'),
      Buffer.alloc(12),
      Buffer.from(`${name}\0`, 'latin1'),
    ),
    box('minf', fullBox('nmhd', 0), box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))), table),
  )
  const track = box(
    'trak',
    fullBox('tkhd', 3, u32(0, 0, 1, 0, durationMs, 0, 0, 0, 0), unity, u32(0, 0)),
    media,
  )
  const movie = fullBox(
    'mvhd',
    0,
    u32(0, 0, timescale, durationMs, 0x10000),
    u16(0x100),
    Buffer.alloc(10),
    unity,
    Buffer.alloc(24),
    u32(2),
  )
  return Buffer.concat([head, data, box('moov', movie, track)])
}
