import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteRange } from '../../../electron/host/byteRange.ts'

describe('byteRange', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=0-', { first: 0, last: 99 }],
    ['bytes=40-59', { first: 40, last: 59 }],
    ['bytes=90-200', { first: 90, last: 99 }],
    ['bytes=99-', { first: 99, last: 99 }],
    ['bytes=-1', { first: 99, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    // What cannot be understood is no range at all: the whole file is the lawful answer.
    ['bytes=5-4', undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=0-1', undefined],
    ['bytes=a-b', undefined],
    ['bytes=1e3-', undefined],
    [null, undefined],
  ])('reads %s of a file of 100 bytes', (header, expected) => {
    expect(byteRange(header, 100)).toEqual(expected)
  })

  it('satisfies no range of an empty file', () => {
    expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable')
    expect(byteRange('bytes=-5', 0)).toBe('unsatisfiable')
  })

  it('never names a byte outside of the file', () => {
    const headers = fc.tuple(fc.nat(300), fc.nat(300)).map(([from, to]) => `bytes=${from}-${to}`)
    fc.assert(
      fc.property(headers, fc.integer({ min: 1, max: 200 }), (header, sizeBytes) => {
        const range = byteRange(header, sizeBytes)
        if (range === undefined || range === 'unsatisfiable') return
        expect(range.first).toBeGreaterThanOrEqual(0)
        expect(range.last).toBeLessThan(sizeBytes)
        expect(range.first).toBeLessThanOrEqual(range.last)
      }),
    )
  })
})
