import { describe, expect, it } from 'vitest'
import {
  cutShort,
  namesToSuggest,
  newBand,
  rowsOf,
} from '../../../../../renderer/features/review/phases/phasePlaces.ts'

const bands = [
  { fromMs: 0, toMs: 10_000 },
  { fromMs: 20_000, toMs: 30_000 },
]

describe('a new phase', () => {
  it('goes from here to the next, to the end, or over the range', () => {
    expect(newBand(bands, 12_000, undefined, 60_000)).toEqual({ fromMs: 12_000, toMs: 20_000 })
    expect(newBand(bands, 25_000, undefined, 60_000)).toEqual({ fromMs: 25_000, toMs: 60_000 })
    expect(newBand(bands, 1, { atMs: 3000, toMs: 9000 }, 60_000)).toEqual({ fromMs: 3000, toMs: 9000 })
    expect(newBand(bands, 59_500, undefined, 60_000)).toBeUndefined()
  })

  it('ends the one that it begins in, unless that has just begun', () => {
    expect(cutShort(bands, 5000)).toBe(bands[0])
    expect(cutShort(bands, 12_000)).toBeUndefined()
    expect(cutShort(bands, 20_500)).toBeUndefined()
  })

  it('is offered the names that usually come next', () => {
    const names = namesToSuggest(['launch', 'Group work'])
    expect(names[0]).toBe('Sharing')
    expect(names).not.toContain('Launch')
  })
})

describe('phases that overlap', () => {
  it('lie in rows of their own', () => {
    expect(rowsOf([...bands])).toEqual([0, 0])
    expect(
      rowsOf([
        { fromMs: 0, toMs: 9 },
        { fromMs: 3, toMs: 6 },
        { fromMs: 6, toMs: 12 },
      ]),
    ).toEqual([0, 1, 1])
  })
})
