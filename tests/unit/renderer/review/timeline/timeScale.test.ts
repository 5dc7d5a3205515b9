import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTimecode } from '../../../../../electron/contract/time/timecode.ts'
import {
  clampView,
  followView,
  msAt,
  panView,
  spanOf,
  ticksOf,
  wholeLesson,
  xOf,
  zoomView,
} from '../../../../../renderer/features/review/timeline/timeScale.ts'

const duration = fc.integer({ min: 0, max: 3 * 3_600_000 })
const anyView = fc.tuple(
  duration,
  fc.integer({ min: -5_000_000, max: 9_000_000 }),
  fc.integer({ min: 1, max: 9_000_000 }),
)

describe('the timeline’s view', () => {
  it('never shows what is outside the lesson, whatever it is asked for', () => {
    fc.assert(
      fc.property(anyView, ([durationMs, fromMs, span]) => {
        const view = clampView({ fromMs, toMs: fromMs + span }, durationMs)
        expect(view.fromMs).toBeGreaterThanOrEqual(0)
        expect(view.toMs).toBeLessThanOrEqual(Math.max(1, durationMs) + 1e-6)
        expect(spanOf(view)).toBeGreaterThan(0)
      }),
    )
  })

  it('keeps the moment under the pointer where it is while zooming, away from the ends', () => {
    const view = zoomView({ fromMs: 600_000, toMs: 900_000 }, 2, 700_000, 2_400_000)
    expect(xOf(700_000, view, 900)).toBeCloseTo(xOf(700_000, { fromMs: 600_000, toMs: 900_000 }, 900), 6)
    expect(spanOf(view)).toBe(150_000)
  })

  it('zooms out to the whole lesson and no further', () => {
    expect(zoomView({ fromMs: 10_000, toMs: 20_000 }, 0.001, 15_000, 60_000)).toEqual(wholeLesson(60_000))
  })

  it('pans to the end and stops there', () => {
    expect(panView({ fromMs: 0, toMs: 10_000 }, 999_999, 60_000)).toEqual({ fromMs: 50_000, toMs: 60_000 })
  })

  it('turns the page when the playhead leaves, and is the same view while it has not', () => {
    const view = { fromMs: 0, toMs: 10_000 }
    expect(followView(view, 9_999, 60_000)).toBe(view)
    expect(followView(view, 10_500, 60_000)).toEqual({ fromMs: 9_500, toMs: 19_500 })
  })

  it('finds the moment under a pixel again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1000, max: 5_000_000 }), (x, span) => {
        const view = { fromMs: 5_000, toMs: 5_000 + span }
        // Whole milliseconds: half of one is at most this many pixels.
        const slackPx = 0.5 * (1000 / span) + 1e-6
        expect(Math.abs(xOf(msAt(x, view, 1000), view, 1000) - x)).toBeLessThanOrEqual(slackPx)
      }),
    )
  })

  it('labels round moments with room between them', () => {
    const ticks = ticksOf({ fromMs: 600_000, toMs: 900_000 }, 780, formatTimecode)
    expect(ticks.map(({ label }) => label)).toEqual(['10:00', '11:00', '12:00', '13:00', '14:00', '15:00'])
    expect(ticksOf({ fromMs: 0, toMs: 1_000 }, 800, formatTimecode).map(({ label }) => label)).toContain(
      '0:00.2',
    )
  })
})
