import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { FrameTimes } from '../../../../../renderer/features/review/player/FrameTimes.ts'
import { nearestAt, neighbourMs } from '../../../../../renderer/features/review/player/neighbour.ts'

const times = fc
  .uniqueArray(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 })
  .map(list => list.sort((a, b) => a - b))

describe('the frame before and after', () => {
  it('is the neighbour in the list, and is looked for within itself', () => {
    fc.assert(
      fc.property(times, fc.nat(), fc.constantFrom(1 as const, -1 as const), (list, seed, by) => {
        const at = seed % list.length
        const next = neighbourMs(list, list[at] ?? 0, by)
        expect(next?.atMs).toBe(list[at + by])
        if (!next) return
        expect(next.lookMs).toBeGreaterThanOrEqual(next.atMs)
        expect(next.lookMs).toBeLessThan(list[at + by + 1] ?? Number.POSITIVE_INFINITY)
      }),
    )
  })

  it('is found from a time that a playable copy rounded', () => {
    expect(neighbourMs([0, 33.367, 66.733], 33, 1)?.atMs).toBe(66.733)
    expect(neighbourMs([0, 33.367, 66.733], 34, -1)?.atMs).toBe(0)
    expect(neighbourMs([], 10, 1)).toBeUndefined()
    expect(nearestAt([], 5)).toBe(-1)
  })
})

describe('times of frames', () => {
  it('are asked for once a stretch, and stand on the lesson clock', async () => {
    const ask = vi.fn(async () => [0, 500, 1_700])
    const frames = new FrameTimes(ask, 10_000)
    expect(await frames.neighbour(10_000, 1)).toMatchObject({ atMs: 10_500 })
    expect(await frames.neighbour(10_500, 1)).toMatchObject({ atMs: 11_700 })
    expect(ask).toHaveBeenCalledTimes(1)
    expect(await frames.neighbour(11_700, 1)).toBeUndefined()
  })

  it('are not known where the host cannot say', async () => {
    const frames = new FrameTimes(() => Promise.reject(new Error('gone')), 0)
    expect(await frames.neighbour(0, 1)).toBeUndefined()
    expect(frames.around(0)).toBeUndefined()
  })
})
