import { boxesIn } from '../strips/boxes.ts'
import type { Sample, TrackHead } from './fragmentReader.ts'

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(
    parts.reduce((sum, part) => sum + part.length, 8),
    0,
  )
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, ...parts])
}
const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, at * 4)
  return bytes
}
const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(value))
  return bytes
}

/** Depends on others; a picture of its own. */
const between = 0x0101_0000
const onItsOwn = 0x0200_0000

/** The boxes that say where one encoder run began; our fragments carry absolute times instead, the same from every run. */
const ofTheRun = new Set(['edts', 'udta'])

/**
 * The head without what belongs to the run that wrote it.
 * @param head `ftyp` and `moov`
 */
export function plainHead(head: Buffer): Buffer {
  return Buffer.concat(
    boxesIn(head).map(({ type, body }) => {
      if (type !== 'moov') return box(type, body)
      const inside = boxesIn(body).filter(each => !ofTheRun.has(each.type))
      return box(
        'moov',
        ...inside.map(each =>
          each.type === 'trak'
            ? box(
                'trak',
                ...boxesIn(each.body)
                  .filter(part => !ofTheRun.has(part.type))
                  .map(part => box(part.type, part.body)),
              )
            : box(each.type, each.body),
        ),
      )
    }),
  )
}

function traf(track: TrackHead, samples: readonly Sample[], dataAt: number): Buffer {
  const flags = 0x1 | 0x100 | 0x200 | 0x400
  const rows = samples.flatMap(({ ticks, data, key }) => [ticks, data.length, key ? onItsOwn : between])
  return box(
    'traf',
    box('tfhd', words(0x02_0000, track.id)),
    box('tfdt', words(0x0100_0000), long(samples[0]?.pts ?? 0)),
    box('trun', words(flags, samples.length, dataAt, ...rows)),
  )
}

/**
 * One `moof` with its `mdat`: the samples of each track in order, at their own times.
 * @param sequence counts the fragments of a file; players do not mind which
 */
export function fragmentOf(
  tracks: readonly TrackHead[],
  samples: readonly Sample[],
  sequence: number,
): Buffer {
  const parts = tracks
    .map(track => ({ track, own: samples.filter(each => each.track === track.kind) }))
    .filter(({ own }) => own.length > 0)
  if (parts.length === 0) return Buffer.alloc(0)
  const build = (starts: readonly number[]) =>
    box(
      'moof',
      box('mfhd', words(0, sequence)),
      ...parts.map(({ track, own }, at) => traf(track, own, starts[at] ?? 0)),
    )
  const sizes = parts.map(({ own }) => own.reduce((sum, { data }) => sum + data.length, 0))
  const headBytes = build(sizes).length + 8
  const starts = sizes.map((_, at) => headBytes + sizes.slice(0, at).reduce((sum, size) => sum + size, 0))
  return Buffer.concat([
    build(starts),
    box('mdat', ...parts.flatMap(({ own }) => own.map(({ data }) => data))),
  ])
}
