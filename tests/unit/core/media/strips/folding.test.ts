import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  packetKinds,
  readPackets,
  tileOf,
  tilePacket,
  writePacket,
} from '../../../../../electron/contract/strips/packets.ts'
import { interleaved, nearestFrames, slotsOf } from '../../../../../electron/core/media/strips/chooseTiles.ts'
import { jpegSplitter } from '../../../../../electron/core/media/strips/jpegs.ts'
import { peakFolder, silencesOf } from '../../../../../electron/core/media/strips/peaks.ts'

describe('sound folded into peaks', () => {
  it('is the lowest and highest of every hundredth of a second, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.int16Array({ minLength: 1, maxLength: 1500 }),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 12 }),
        (samples, cuts) => {
          const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
          const got: number[][] = []
          const folder = peakFolder((low, high) => got.push([low, high]))
          let at = 0
          for (let nth = 0; at < bytes.length; nth++) {
            const length = cuts[nth % cuts.length] ?? 1
            folder.push(bytes.subarray(at, at + length))
            at += length
          }
          folder.end()
          const expected: number[][] = []
          for (let from = 0; from < samples.length; from += 480) {
            const bucket = [...samples.subarray(from, from + 480)]
            expected.push([Math.min(...bucket) >> 8, Math.max(...bucket) >> 8])
          }
          expect(got).toEqual(expected)
        },
      ),
    )
  })

  it('has its silences: long enough, quiet enough, and within it', () => {
    const loud = new Array<number>(200).fill(12)
    const quiet = new Array<number>(90).fill(60)
    const short = new Array<number>(40).fill(60)
    expect(silencesOf(Uint8Array.from([...loud, ...quiet, ...loud, ...short, ...loud]))).toEqual([
      { fromMs: 2000, toMs: 2900 },
    ])
  })

  it('is not silent all through because it was recorded faintly', () => {
    const faint = new Array<number>(300).fill(45)
    const nothing = new Array<number>(100).fill(90)
    expect(silencesOf(Uint8Array.from([...faint, ...nothing, ...faint]))).toEqual([
      { fromMs: 3000, toMs: 4000 },
    ])
  })
})

describe('a track on which nothing was recorded', () => {
  it('has no silences to skip', () => {
    expect(silencesOf(new Uint8Array(5000).fill(96))).toEqual([])
    expect(silencesOf(new Uint8Array(0))).toEqual([])
  })
})

describe('the pictures of a strip', () => {
  it('are the keyframes nearest to its places, each once, in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 100_000 }),
        (times, durationMs) => {
          const frames = times.sort((a, b) => a - b).map(atMs => ({ atMs }))
          const slots = slotsOf(durationMs, 240)
          const chosen = nearestFrames(frames, slots)
          expect(slots.length).toBeLessThanOrEqual(240)
          expect([...new Set(chosen)].sort((a, b) => a.atMs - b.atMs)).toEqual(chosen)
          for (const slot of slots) {
            const best = Math.min(...frames.map(({ atMs }) => Math.abs(atMs - slot)))
            expect(Math.min(...chosen.map(({ atMs }) => Math.abs(atMs - slot)))).toBe(best)
          }
        },
      ),
    )
  })

  it('come in rounds that lose none and repeat none', () => {
    fc.assert(
      fc.property(fc.nat(300), count => {
        const items = Array.from({ length: count }, (_, at) => at)
        const rounds = interleaved(items, 8)
        expect(rounds.flat().sort((a, b) => a - b)).toEqual(items)
      }),
    )
  })

  it('are cut from the stream at their ends, however it arrives', () => {
    const picture = (body: number[]) => Buffer.from([0xff, 0xd8, ...body, 0xff, 0xd9])
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(254), { maxLength: 30 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 17 }),
        (bodies, step) => {
          const pictures = bodies.map(picture)
          const stream = Buffer.concat(pictures)
          const got: Buffer[] = []
          const split = jpegSplitter(jpeg => got.push(jpeg))
          for (let at = 0; at < stream.length; at += step) split(stream.subarray(at, at + step))
          expect(got).toEqual(pictures)
        },
      ),
    )
  })
})

describe('packets', () => {
  it('are read back as they were written, and a cut one is left for later', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2 ** 31), fc.uint8Array({ maxLength: 60 })), { maxLength: 8 }),
        fc.nat(40),
        (tiles, cut) => {
          const packets = tiles.map(([atMs, jpeg]) => tilePacket(atMs, jpeg))
          const bytes = Buffer.concat(packets.map(writePacket))
          const shown = bytes.subarray(0, Math.max(0, bytes.length - cut))
          const { packets: first, usedBytes } = readPackets(shown)
          const { packets: rest } = readPackets(bytes.subarray(usedBytes))
          expect([...first, ...rest].map(tileOf).map(({ atMs, jpeg }) => [atMs, [...jpeg]])).toEqual(
            tiles.map(([atMs, jpeg]) => [atMs, [...jpeg]]),
          )
        },
      ),
    )
  })

  it('that are none are refused', () => {
    expect(() => readPackets(Uint8Array.of(1, 2, 3, 4, 5))).toThrow('no strip')
    expect(() => readPackets(Uint8Array.of(packetKinds.tile, 255, 255, 255, 255))).toThrow('no strip')
  })
})
