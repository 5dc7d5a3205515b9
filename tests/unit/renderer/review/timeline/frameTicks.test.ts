import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameTimes } from '../../../../../renderer/features/review/player/FrameTimes.ts'
import { frameTicks } from '../../../../../renderer/features/review/timeline/frameTicks.ts'

const near = { fromMs: 1_000, toMs: 2_000 }
const evenly = { frameMs: 40, anchorMs: 1_010 }

describe('the ruler from near', () => {
  it('has the frames where the file says they are, however unevenly they come', () => {
    const times = [980, 1_020, 1_033, 1_300, 1_301, 1_900, 2_400]
    expect(frameTicks(near, 1_000, { ...evenly, times }).map(({ atMs }) => atMs)).toEqual([
      1_020, 1_033, 1_300, 1_301, 1_900,
    ])
  })

  it('takes them to come evenly until it knows, and shows none from afar', () => {
    expect(frameTicks(near, 1_000, evenly).map(({ atMs }) => atMs)).toContain(1_410)
    expect(frameTicks({ fromMs: 0, toMs: 60_000 }, 1_000, { ...evenly, times: [1_000] })).toEqual([])
  })

  it('labels the same frames wherever one scrolls, with room between them', () => {
    const rising = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 5, maxLength: 80 }).map(steps => {
      let atMs = 900
      return steps.map(step => (atMs += step))
    })
    fc.assert(
      fc.property(rising, fc.integer({ min: 0, max: 800 }), (times, byMs) => {
        const labels = (view: typeof near) =>
          frameTicks(view, 1_000, { ...evenly, times }).filter(({ labelled }) => labelled)
        const scrolled = { fromMs: near.fromMs + byMs, toMs: near.toMs + byMs }
        const both = ({ atMs }: { atMs: number }) => atMs >= scrolled.fromMs && atMs <= near.toMs
        expect(
          labels(near)
            .filter(both)
            .map(({ atMs }) => atMs),
        ).toEqual(
          labels(scrolled)
            .filter(both)
            .map(({ atMs }) => atMs),
        )
        labels(near).forEach(({ xPx }, at, all) => {
          if (at > 0) expect(xPx - (all[at - 1]?.xPx ?? 0)).toBeGreaterThanOrEqual(74 - 1e-6)
        })
      }),
    )
  })
})

describe('the frames of a stretch', () => {
  it('are known once all of its pieces are, each frame once', async () => {
    const times = new FrameTimes(async (fromMs, toMs) => {
      const first = Math.ceil(fromMs / 500)
      return Array.from({ length: Math.floor((toMs - fromMs) / 500) }, (_, at) => (first + at) * 500)
    }, 100)
    await times.fetch(19_000)
    expect(times.within(18_000, 19_000)?.filter(ms => ms >= 18_000 && ms <= 19_000)).toEqual([18_100, 18_600])
    expect(times.within(19_000, 21_000)).toBeUndefined()
    await times.fetch(21_000)
    const over = times.within(19_000, 21_000)?.filter(ms => ms >= 19_000 && ms <= 21_000)
    expect(over).toEqual([19_100, 19_600, 20_100, 20_600])
  })
})
