import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  lessonMsOf,
  momentOf,
  nextFrameTargetMs,
  previousFrameTargetMs,
  seekTargetS,
  shownMs,
} from '../../../../../renderer/features/review/player/frameTime.ts'

/** What a decoder shows at a position: the last frame whose time is not after it. */
const shown = (framesMs: readonly number[], atMs: number) => framesMs.findLast(ms => ms <= atMs)

/** Frames of any rate, constant or not; none shorter than 2 ms. */
const frames = fc
  .array(fc.double({ min: 2, max: 400, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map(lengths => {
    const starts = [0]
    for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length)
    return starts
  })
const clock = fc.record({
  startS: fc.double({ min: 0, max: 100, noNaN: true }),
  offsetMs: fc.integer({ min: -60_000, max: 60_000 }),
})

describe('frames and moments', () => {
  it('a comment on a frame seeks to that very frame, at any frame rate, start time and offset', () => {
    fc.assert(
      fc.property(frames, clock, fc.nat(), (list, media, pick) => {
        const frameMs = list[pick % list.length] ?? 0
        const atMs = momentOf(frameMs + 1, frameMs)
        const target =
          lessonMsOf(seekTargetS(atMs + Math.max(0, media.offsetMs), media), media) -
          Math.max(0, media.offsetMs)
        if (media.offsetMs >= 0) expect(shown(list, target)).toBe(frameMs)
      }),
    )
  })

  it('counts from the recording’s first moment, not from the container’s zero', () => {
    expect(lessonMsOf(12.5, { startS: 10, offsetMs: 0 })).toBe(2_500)
    expect(seekTargetS(0, { startS: 10, offsetMs: 0 })).toBeCloseTo(10, 2)
  })

  it('steps back onto the frame before, and forward onto the next of a steady rate at the first try', () => {
    const list = Array.from({ length: 50 }, (_, at) => (at * 1001) / 30)
    for (let at = 1; at < 49; at++) {
      const frameMs = list[at] ?? 0
      expect(shown(list, previousFrameTargetMs(frameMs, 1001 / 30, 0))).toBe(list[at - 1])
      expect(shown(list, nextFrameTargetMs(frameMs, 1001 / 30, 0))).toBe(list[at + 1])
    }
  })

  it('finds the frame before, also where a coarse container rounds seeks up to its own steps', () => {
    const list = Array.from({ length: 20 }, (_, at) => (at * 1000) / 30)
    const rounded = (ms: number) => (Math.round((ms / 1000) * 30) * 1000) / 30
    const frameMs = list[10] ?? 0
    const tries = [0, 1, 2].map(attempt =>
      shown(list, rounded(previousFrameTargetMs(frameMs, 1000 / 30, attempt)) + 1e-6),
    )
    expect(tries.find(ms => ms !== frameMs)).toBe(list[9])
  })

  it('looks further for a frame that comes late', () => {
    const list = [0, 33, 200, 233]
    const tries = [0, 1, 2, 3, 4, 5].map(attempt => shown(list, nextFrameTargetMs(33, 33.3, attempt)))
    expect(tries.find(ms => ms !== 33)).toBe(200)
  })

  it('shows the clock itself where the picture has not begun', () => {
    expect(shownMs(200, 834)).toBe(200)
    expect(momentOf(200.4, 834)).toBe(200)
    expect(shownMs(1_010, 1_001)).toBe(1_001)
  })
})
