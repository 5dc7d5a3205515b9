import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTimecode, parseTimecode } from '../../../../electron/contract/time/timecode.ts'

describe('reading a time as people type it', () => {
  it.each([
    ['4', 4000],
    ['90', 90_000],
    ['2:05', 125_000],
    ['00:00:06.500', 6500],
    ['75:30', 4_530_000],
    ['1:02:05', 3_725_000],
    ['12:04,25', 724_250],
    [' 0.5 ', 500],
    ['7.05', 7050],
  ])('takes %j', (text, ms) => {
    expect(parseTimecode(text)).toBe(ms)
  })
  it.each(['', ':', '1:', ':30', '1:5', '1:60', '1:60:00', '-4', '4s', '1.2345', '1e3', '٣', '1:2:3:4'])(
    'refuses %j',
    text => {
      expect(parseTimecode(text)).toBeUndefined()
    },
  )
  it('reads back to the millisecond what was written with three digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359_999_999 }), ms => {
        expect(parseTimecode(formatTimecode(ms, 3))).toBe(ms)
      }),
    )
  })
})

describe('writing a time', () => {
  it.each([
    [0, 0, '0:00'],
    [125_999, 0, '2:05'],
    [125_999, 1, '2:05.9'],
    [3_725_000, 2, '1:02:05.00'],
    [-5, 0, '0:00'],
  ] as const)('writes %i ms with %i digits as %s', (ms, digits, text) => {
    expect(formatTimecode(ms, digits)).toBe(text)
  })
  it('never names a later moment than the one meant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359_999_999 }), fc.constantFrom(0, 1, 2, 3), (ms, digits) => {
        const read = parseTimecode(formatTimecode(ms, digits as 0 | 1 | 2 | 3)) ?? Number.NaN
        expect(read).toBeLessThanOrEqual(ms)
        expect(ms - read).toBeLessThan(1000 / 10 ** digits)
      }),
    )
  })
})
