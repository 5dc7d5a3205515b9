import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSample, estimate, type Sample } from '../../../../electron/core/jobs/eta.ts'

const gathered = (samples: readonly Sample[]) => samples.reduce<readonly Sample[]>(addSample, [])

describe('estimate of what is left', () => {
  it('says nothing until there is enough to go by', () => {
    expect(estimate([])).toBeUndefined()
    expect(
      estimate([
        { atMs: 0, progress: 0 },
        { atMs: 1000, progress: 0.5 },
      ]),
    ).toBeUndefined()
    expect(
      estimate([
        { atMs: 0, progress: 0 },
        { atMs: 60_000, progress: 0.001 },
      ]),
    ).toBeUndefined()
  })

  it('is right for steady work, whatever its speed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5_000, max: 3_600_000 }),
        fc.integer({ min: 30, max: 95 }),
        (totalMs, percent) => {
          const steps = Array.from({ length: percent + 1 }, (_, i) => ({
            atMs: (i * totalMs) / 100,
            progress: i / 100,
          }))
          const left = estimate(gathered(steps))
          if (left === undefined) return (percent * totalMs) / 100 < 1500 || totalMs > 3_000_000
          return Math.abs(left - ((100 - percent) * totalMs) / 100) <= 2
        },
      ),
    )
  })

  it('follows a machine that becomes slow', () => {
    const fast = Array.from({ length: 11 }, (_, i) => ({ atMs: i * 1000, progress: i * 0.05 }))
    const slow = Array.from({ length: 60 }, (_, i) => ({
      atMs: 11_000 + i * 1000,
      progress: 0.5 + i * 0.001,
    }))
    const left = estimate(gathered([...fast, ...slow])) ?? 0
    expect(left).toBeGreaterThan(400_000)
  })
})
