import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  foldPeaks,
  levelFor,
  peakBetween,
  peakLevels,
} from '../../../../../../renderer/features/review/timeline/strips/peakLevels.ts'
import { cellsOf, nearest } from '../../../../../../renderer/features/review/timeline/strips/tiles.ts'

const pairs = fc
  .array(fc.tuple(fc.integer({ min: -128, max: 0 }), fc.integer({ min: 0, max: 127 })), {
    minLength: 1,
    maxLength: 3000,
  })
  .map(list => Int8Array.from(list.flat()))

describe('peaks at a coarser zoom', () => {
  it('are the extremes of those they stand for', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 20 }), (values, by) => {
        const folded = foldPeaks(values, by)
        expect(folded.length / 2).toBe(Math.ceil(values.length / 2 / by))
        expect(Math.max(...folded)).toBe(Math.max(...values))
        expect(Math.min(...folded)).toBe(Math.min(...values))
      }),
    )
  })

  it('show a single loud moment at every zoom', () => {
    const values = new Int8Array(2 * 60_000)
    values[2 * 41_234 + 1] = 99
    for (const level of peakLevels(values, 10)) {
      const peak = peakBetween(level, 412_340, 412_350)
      expect(peak?.high).toBe(99)
    }
  })

  it('have a value for every pixel, and not many more', () => {
    const levels = peakLevels(new Int8Array(2 * 540_000), 10)
    for (const msPerPx of [1, 12, 100, 900, 6000]) {
      const level = levelFor(levels, msPerPx)
      expect((level?.bucketMs ?? 0) <= Math.max(10, msPerPx)).toBe(true)
      expect(msPerPx / (level?.bucketMs ?? 1)).toBeLessThanOrEqual(12)
    }
  })

  it('end where the sound ends', () => {
    const level = { bucketMs: 10, values: new Int8Array(20) }
    expect(peakBetween(level, 90, 100)).toBeDefined()
    expect(peakBetween(level, 100, 110)).toBeUndefined()
    expect(peakBetween(level, -20, -10)).toBeUndefined()
  })
})

describe('pictures along the timeline', () => {
  it('are the nearest to a moment', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(10_000), { minLength: 1 }), fc.nat(12_000), (times, atMs) => {
        const items = times.sort((a, b) => a - b).map(ms => ({ atMs: ms }))
        const best = Math.min(...times.map(ms => Math.abs(ms - atMs)))
        expect(Math.abs((nearest(items, atMs)?.atMs ?? 0) - atMs)).toBe(best)
      }),
    )
    expect(nearest([], 5)).toBeUndefined()
  })

  it('fill the width without holes, and move with the lesson', () => {
    const cells = cellsOf({ fromMs: 10_000, toMs: 20_000 }, 800, 80)
    expect(cells[0]?.leftPx).toBeLessThanOrEqual(0)
    expect((cells.at(-1)?.leftPx ?? 0) + 80).toBeGreaterThanOrEqual(800)
    const scrolled = cellsOf({ fromMs: 10_125, toMs: 20_125 }, 800, 80)
    expect(scrolled[0]?.atMs).toBe(cells[0]?.atMs)
    expect((cells[0]?.leftPx ?? 0) - (scrolled[0]?.leftPx ?? 0)).toBeCloseTo(10)
  })
})
