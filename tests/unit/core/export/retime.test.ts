import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clipTimeOf,
  isStraight,
  planRetime,
  stretchSpan,
  stretchTimeOf,
} from '../../../../electron/core/export/retime.ts'

describe('time within a clip', () => {
  it('is the recording’s own unless something is asked for', () => {
    const plain = planRetime({ stretchMs: 8000 })
    expect(isStraight(plain)).toBe(true)
    expect([plain.durationMs, clipTimeOf(plain, 3000), stretchTimeOf(plain, 3000)]).toEqual([
      8000, 3000, 3000,
    ])
  })

  it('stands still at a drawing, behind a card, and runs half as fast', () => {
    const retime = planRetime({
      stretchMs: 8000,
      speed: 0.5,
      headMs: 4000,
      tailMs: 5000,
      holds: [{ atMs: 2000, ms: 3000 }],
    })
    expect(retime.durationMs).toBe(4000 + 16_000 + 3000 + 5000)
    expect(stretchSpan(retime)).toEqual({ fromMs: 4000, toMs: 23_000 })
    expect([0, 2000, 2001, 8000].map(at => clipTimeOf(retime, at))).toEqual([4000, 8000, 11_002, 23_000])
    expect([0, 4000, 6000, 8000, 9500, 11_000, 13_000, 25_000].map(at => stretchTimeOf(retime, at))).toEqual([
      0, 0, 1000, 2000, 2000, 2000, 3000, 8000,
    ])
  })

  it('holds one picture once, for as long as the longest asks', () => {
    const holds = [
      { atMs: 1010, ms: 4000 },
      { atMs: 1000, ms: 3000 },
      { atMs: 9000, ms: 3000 },
      { atMs: 500, ms: 0 },
    ]
    expect(planRetime({ stretchMs: 8000, holds }).holds).toEqual([{ atMs: 1000, ms: 4000 }])
  })

  it('never runs backwards, and every moment is found again', () => {
    fc.assert(
      fc.property(
        fc.record({
          stretchMs: fc.integer({ min: 100, max: 60_000 }),
          speed: fc.constantFrom(0.25, 0.5, 0.75, 1),
          headMs: fc.integer({ min: 0, max: 6000 }),
          tailMs: fc.integer({ min: 0, max: 6000 }),
          holds: fc.array(
            fc.record({ atMs: fc.integer({ min: 0, max: 60_000 }), ms: fc.integer({ min: 0, max: 5000 }) }),
            { maxLength: 8 },
          ),
        }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (request, shares) => {
          const retime = planRetime(request)
          const moments = shares.map(share => share * request.stretchMs).sort((a, b) => a - b)
          const placed = moments.map(at => clipTimeOf(retime, at))
          expect(placed).toEqual([...placed].sort((a, b) => a - b))
          placed.forEach((clipMs, i) => {
            expect(stretchTimeOf(retime, clipMs)).toBeCloseTo(moments[i] ?? 0, 4)
            expect(clipMs).toBeLessThanOrEqual(stretchSpan(retime).toMs + 1e-6)
          })
        },
      ),
    )
  })
})
