import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupsToDrop } from '../../../../electron/core/library/backups.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const START = 1_800_000_000_000 - (1_800_000_000_000 % DAY_MS)
const name = (ms: number) => `${String(ms).padStart(14, '0')}-0001.json`

describe('the backup ring', () => {
  it('keeps the newest five of a busy day', () => {
    const names = Array.from({ length: 9 }, (_, index) => name(START + index))
    expect(backupsToDrop(names)).toEqual(names.slice(0, 4).toReversed())
  })

  it('keeps the last of each of fourteen days', () => {
    const names = Array.from({ length: 40 }, (_, half) => name(START + (half * DAY_MS) / 2))
    const kept = names.filter(one => !backupsToDrop(names).includes(one))
    const daily = Array.from({ length: 14 }, (_, index) => names[39 - 2 * index])
    expect(kept).toEqual(expect.arrayContaining(daily))
    expect(kept).toHaveLength(14 + 2)
  })

  it('never drops the newest, nor a file it did not make', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: START, max: START + 100 * DAY_MS }), { minLength: 1 }),
        times => {
          const names = times.map(name)
          const dropped = backupsToDrop([...names, 'mine.json'])
          expect(dropped).not.toContain(name(Math.max(...times)))
          expect(dropped).not.toContain('mine.json')
          expect(names.length - dropped.length).toBeLessThanOrEqual(5 + 14)
        },
      ),
    )
  })
})
