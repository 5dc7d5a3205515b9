import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxesIn, boxOf, IndexUnusable } from '../../../../../electron/core/media/strips/boxes.ts'
import {
  h264Index,
  startCodesInPlace,
  toAnnexB,
} from '../../../../../electron/core/media/strips/sampleTable.ts'
import { corpusDir, corpusFile } from '../../../../fixtures/corpus.ts'
import { ask } from '../madeMedia.ts'

const u32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, at * 4)
  return bytes
}
const box = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}
const avcC = box('avcC', Buffer.from([1, 0x42, 0, 0x1e, 0xff, 0xe1, 0, 2, 0x67, 0x42, 1, 0, 2, 0x68, 0xce]))

/** A `moov` with one H.264 track: `sizes` of its pictures, every `gop`th a keyframe, all in one chunk. */
function moovOf({
  sizes = [100, 10, 10, 90, 10, 10],
  gop = 3,
  claimed = sizes.length,
  offset = 48,
  extra = [] as Buffer[],
  elst,
}: {
  sizes?: number[]
  gop?: number
  claimed?: number
  offset?: number
  extra?: Buffer[]
  elst?: Buffer
} = {}): Buffer {
  const keys = sizes.flatMap((_, at) => (at % gop === 0 ? [at + 1] : []))
  const stbl = box(
    'stbl',
    box('stsd', u32(0, 1), box('avc1', Buffer.alloc(78), avcC)),
    box('stts', u32(0, 1, claimed, 1000)),
    box('stss', u32(0, keys.length, ...keys)),
    box('stsz', u32(0, 0, claimed, ...sizes)),
    box('stsc', u32(0, 1, 1, claimed, 1)),
    box('stco', u32(0, 1, offset)),
  )
  const clock = (scale: number) => u32(0, 0, 0, scale, 0)
  const hdlr = box('hdlr', u32(0, 0), Buffer.from('vide', 'latin1'), u32(0, 0, 0))
  const mdia = box('mdia', box('mdhd', clock(30_000)), hdlr, box('minf', stbl))
  const trak = box('trak', ...(elst ? [box('edts', box('elst', elst))] : []), mdia)
  return Buffer.concat([box('mvhd', clock(1000)), trak, ...extra])
}

describe('the index of an H.264 track', () => {
  it('gives the keyframes with their times and places', () => {
    const { keyframes, lengthBytes, headers } = h264Index(moovOf(), 0, 10_000)
    expect(keyframes).toEqual([
      { atMs: 0, offset: 48, sizeBytes: 100 },
      { atMs: 100, offset: 168, sizeBytes: 90 },
    ])
    expect(lengthBytes).toBe(4)
    expect(headers.toString('hex')).toBe('000000016742000000016' + '8ce')
  })

  it('waits where the edit list waits, and begins where it begins', () => {
    // 500 of the movie's 1000 a second before it, then from 3000 of its own 30,000 on.
    const elst = u32(0, 2, 500, 0xffffffff, 65_536, 200, 3000, 65_536)
    const { keyframes } = h264Index(moovOf({ elst }), 0, 10_000)
    expect(keyframes.map(({ atMs }) => atMs)).toEqual([400, 500])
  })

  it.each([
    ['more pictures than it has', moovOf({ claimed: 4_000_000 })],
    ['more pictures than there are bytes for', moovOf({ claimed: 900_000 })],
    ['fragments', moovOf({ extra: [box('mvex')] })],
    ['pictures beyond the end of the file', moovOf({ offset: 2 ** 31 })],
    ['several pieces', moovOf({ elst: u32(0, 2, 10, 0, 65_536, 10, 50, 65_536) })],
    ['a box that reaches beyond its own', Buffer.concat([u32(1000), Buffer.from('trak')])],
    ['nothing', Buffer.alloc(0)],
  ])('refuses one that claims %s, and says why', (_, moov) => {
    expect(() => h264Index(moov, 0, 10_000)).toThrow(IndexUnusable)
    try {
      h264Index(moov, 0, 10_000)
    } catch (error) {
      expect(String(error)).toMatch(/[a-z]{3,} [a-z]{2,}/)
    }
  })

  it('never does anything but answer or refuse, whatever bytes are in it', () => {
    const honest = moovOf()
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(honest.length),
        (changes, cut) => {
          const moov = Buffer.from(honest)
          for (const [at, value] of changes) moov[at] = value
          try {
            const { keyframes } = h264Index(cut % 5 === 0 ? moov.subarray(0, cut) : moov, 0, 10_000)
            for (const { offset, sizeBytes } of keyframes)
              expect(offset + sizeBytes).toBeLessThanOrEqual(10_000)
          } catch (error) {
            expect(error).toBeInstanceOf(IndexUnusable)
          }
        },
      ),
      { numRuns: 3000 },
    )
  })

  it.skipIf(!corpusDir).each(['googlework-short.mp4', 'long-gop-1080p-lowbitrate.mp4', 'drew-gps.mov'])(
    'of %s names the keyframes that ffprobe finds',
    async name => {
      const file = corpusFile(name)
      const bytes = await readFile(file)
      const moov = boxOf(boxesIn(bytes), 'moov')
      const stream = Number(
        ask(file, 'stream=index,codec_type')
          .find(line => line.endsWith('video'))
          ?.split(',')[0],
      )
      const { keyframes } = h264Index(moov ?? Buffer.alloc(0), stream, bytes.length)
      const found = ask(file, 'packet=stream_index,pts_time,size,pos,flags')
        .map(line => line.split(','))
        .filter(([index, , , , flags]) => Number(index) === stream && flags?.startsWith('K'))
        .map(([, time, size, pos]) => ({
          atMs: Math.round(Number(time) * 1000),
          size: Number(size),
          pos: Number(pos),
        }))
      expect(
        keyframes.map(({ atMs, sizeBytes, offset }) => ({
          atMs: Math.round(atMs),
          size: sizeBytes,
          pos: offset,
        })),
      ).toEqual(found)
    },
  )
})

describe('a stored picture', () => {
  it('gets start codes in place of its lengths', () => {
    const sample = Buffer.concat([u32(2), Buffer.from([0x65, 1]), u32(1), Buffer.from([0x41])])
    expect(toAnnexB(sample, 4).toString('hex')).toBe('0000000165010000000141')
  })

  it('gets them in place where lengths have four bytes, to the same bytes', () => {
    const unit = fc.uint8Array({ minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 6 }), units => {
        const sample = Buffer.concat(units.flatMap(bytes => [u32(bytes.length), Buffer.from(bytes)]))
        const written = Buffer.from(sample)
        startCodesInPlace(written)
        expect(written.equals(toAnnexB(sample, 4))).toBe(true)
      }),
    )
  })

  it('is refused where its lengths do not add up', () => {
    for (const sample of [
      Buffer.concat([u32(900), Buffer.from([1])]),
      Buffer.concat([u32(1), Buffer.from([1, 0])]),
    ]) {
      expect(() => toAnnexB(Buffer.from(sample), 4)).toThrow(IndexUnusable)
      expect(() => startCodesInPlace(Buffer.from(sample))).toThrow(IndexUnusable)
    }
  })
})
