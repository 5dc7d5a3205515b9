import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { frameTicks } from '../../../../../renderer/features/review/timeline/frameTicks.ts'
import { placeMarks, withMoving } from '../../../../../renderer/features/review/timeline/markGroups.ts'
import { gripAt, movedPlace } from '../../../../../renderer/features/review/timeline/movedPlace.ts'
import { nudge, setMoving, useMoving } from '../../../../../renderer/features/review/timeline/moving.ts'
import { loopTo, skipTo } from '../../../../../renderer/features/review/timeline/playRules.ts'

const length = 60_000
const place = fc
  .tuple(fc.nat(length), fc.option(fc.nat(length), { nil: undefined }))
  .map(([atMs, to]) => (to === undefined || to <= atMs ? { atMs } : { atMs, toMs: to }))

describe('moving a mark', () => {
  it('keeps it in the lesson, in whole milliseconds, and a moved whole as long as it was', () => {
    fc.assert(
      fc.property(
        place,
        fc.constantFrom('all' as const, 'from' as const, 'to' as const),
        fc.double({ min: -90_000, max: 90_000, noNaN: true }),
        (before, grip, byMs) => {
          const after = movedPlace(before, grip, byMs, length)
          const end = after.toMs ?? after.atMs
          expect([Number.isInteger(after.atMs), Number.isInteger(end)]).toEqual([true, true])
          expect(after.atMs >= 0 && after.atMs <= end && end <= length).toBe(true)
          if (grip === 'all') expect(end - after.atMs).toBe((before.toMs ?? before.atMs) - before.atMs)
          if (grip === 'to') expect(after.atMs).toBe(before.atMs)
        },
      ),
    )
  })

  it('makes a stretch of a moment by its end, and a moment again', () => {
    expect(movedPlace({ atMs: 1000 }, 'to', 500, length)).toEqual({ atMs: 1000, toMs: 1500 })
    expect(movedPlace({ atMs: 1000, toMs: 1500 }, 'to', -900, length)).toEqual({ atMs: 1000 })
    expect(movedPlace({ atMs: 1000, toMs: 1500 }, 'from', 900, length)).toEqual({ atMs: 1500 })
  })

  it('takes a short mark as a whole, a long one by its ends too', () => {
    expect([gripAt(2, 15), gripAt(2, 80), gripAt(40, 80), gripAt(78, 80)]).toEqual([
      'all',
      'from',
      'all',
      'to',
    ])
  })

  it('keeps it out of groups on its way and at its turn', () => {
    const marks = [1000, 2000, 9000].map(atMs => ({ id: `${atMs}`, atMs }))
    expect(placeMarks(marks, 100)).toHaveLength(2)
    const placed = withMoving(marks, { id: '2000', place: { atMs: 1100 } }, 100)
    expect(placed.map(({ marks: [first] }) => first.id)).toEqual(['1000', '2000', '9000'])
    expect(placed.map(({ leftPx }) => leftPx)).toEqual([10, 11, 90])
  })
})

describe('moving by keys', () => {
  afterEach(() => {
    vi.useRealTimers()
    setMoving(undefined)
  })

  it('counts frames, so that thirty of them are a second, and saves once', () => {
    vi.useFakeTimers()
    const saved: unknown[] = []
    const step = () =>
      nudge({
        id: 'a',
        now: () => ({ atMs: 5000 }),
        grip: 'all',
        by: 1,
        to: (from, steps) => movedPlace(from, 'all', steps * (1001 / 30), length),
        save: at => saved.push(at),
      })
    for (let frame = 0; frame < 30; frame++) step()
    expect(useMoving.getState().moving?.place).toEqual({ atMs: 6001 })
    expect(saved).toEqual([])
    vi.runAllTimers()
    expect(saved).toEqual([{ atMs: 6001 }])
  })
})

describe('playing by rules', () => {
  const silences = [
    { fromMs: 1000, toMs: 4000 },
    { fromMs: 6000, toMs: 6800 },
  ]
  it('skips what is silent, with air around the words', () => {
    expect(skipTo(silences, 900)).toBeUndefined()
    expect(skipTo(silences, 1200)).toBeUndefined()
    expect(skipTo(silences, 1500)).toBe(3750)
    expect(skipTo(silences, 3700)).toBeUndefined()
    expect(skipTo(silences, 6500)).toBeUndefined()
    expect(skipTo([], 5)).toBeUndefined()
  })

  it('never skips backwards', () => {
    fc.assert(
      fc.property(fc.nat(8000), nowMs => {
        expect(skipTo(silences, nowMs) ?? nowMs).toBeGreaterThanOrEqual(nowMs)
      }),
    )
  })

  it('goes round the range, also where it ends with the lesson', () => {
    expect(loopTo({ atMs: 2000, toMs: 5000 }, 3000, 10_000)).toBeUndefined()
    expect(loopTo({ atMs: 2000, toMs: 5000 }, 5001, 10_000)).toBe(2000)
    expect(loopTo({ atMs: 2000, toMs: 5000 }, 0, 10_000)).toBe(2000)
    expect(loopTo({ atMs: 8000, toMs: 10_000 }, 9950, 10_000)).toBe(8000)
  })
})

describe('the ruler from near', () => {
  it('shows every frame from its own first on, and none from afar', () => {
    const near = frameTicks({ fromMs: 0, toMs: 1000 }, 900, { frameMs: 40, anchorMs: 834 })
    expect(near).toHaveLength(25)
    expect(near.map(({ atMs }) => (atMs - 834) / 40).every(Number.isInteger)).toBe(true)
    expect(frameTicks({ fromMs: 0, toMs: 60_000 }, 900, { frameMs: 40, anchorMs: 0 })).toEqual([])
  })
})
