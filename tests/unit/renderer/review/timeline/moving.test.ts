import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { movedPlace, type Stretch } from '../../../../../renderer/features/review/timeline/movedPlace.ts'
import { forgetNudge, nudge, setMoving } from '../../../../../renderer/features/review/timeline/moving.ts'

/** 29.97 frames a second: a frame is no whole number of milliseconds. */
const FRAME_MS = 1001 / 30

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

/** A mark that keys move, as the lane keeps it. */
function markAt(place: Stretch, id: string) {
  const mark = { place, saves: 0 }
  const press = (by: 1 | -1, grip: 'all' | 'to' = 'all') =>
    nudge({
      id,
      now: () => mark.place,
      grip,
      by,
      to: (from, steps) => movedPlace(from, grip, steps * FRAME_MS, 60_000),
      save: to => {
        setMoving(undefined)
        mark.place = to
        mark.saves++
      },
    })
  return { mark, press }
}

describe('a mark moved by keys', () => {
  test.each([
    ['at once', 0, 1],
    ['one by one, each saved', 1_000, 30],
  ])('thirty frames are a second when pressed %s', (name, pauseMs, saves) => {
    const { mark, press } = markAt({ atMs: 5_000, toMs: 12_000 }, name)
    for (let frame = 0; frame < 30; frame++) {
      press(1)
      vi.advanceTimersByTime(pauseMs)
    }
    vi.runAllTimers()
    expect(mark).toEqual({ place: { atMs: 6_001, toMs: 13_001 }, saves })
  })

  test('slow steps there and back end where they began', () => {
    const { mark, press } = markAt({ atMs: 5_000 }, 'back')
    for (const by of [1, 1, 1, -1, -1, -1] as const) {
      press(by)
      vi.runAllTimers()
    }
    expect(mark.place).toEqual({ atMs: 5_000 })
  })

  test('goes on from what was saved where the page still reads the place before it', () => {
    const { mark, press } = markAt({ atMs: 5_000 }, 'stale')
    press(1)
    vi.runAllTimers()
    mark.place = { atMs: 5_000 }
    press(1)
    vi.runAllTimers()
    expect(mark.place).toEqual({ atMs: 5_067 })
  })

  test('counts anew once the mark was put elsewhere or its end was taken', () => {
    const { mark, press } = markAt({ atMs: 5_000, toMs: 12_000 }, 'elsewhere')
    press(1)
    vi.runAllTimers()
    forgetNudge()
    mark.place = { atMs: 2_000, toMs: 3_000 }
    press(1)
    vi.runAllTimers()
    expect(mark.place).toEqual({ atMs: 2_033, toMs: 3_033 })
    press(1, 'to')
    vi.runAllTimers()
    expect(mark.place).toEqual({ atMs: 2_033, toMs: 3_066 })
  })
})
