import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CRITERION_KEYS, criterionKeys } from '../../../../electron/contract/rubric/criterionKeys.ts'

const rubricOf = (digits: ReadonlyArray<number | undefined>) => ({
  domains: [
    {
      title: 'All',
      criteria: digits.map((digit, at) => ({ code: `C${at}`, title: 'x', ...(digit && { digit }) })),
    },
  ],
})

describe('the keys 1–9', () => {
  it('go to the first nine criteria where none asks for one', () => {
    const keys = criterionKeys(rubricOf(Array.from({ length: 12 })))
    expect([...keys]).toEqual(Array.from({ length: 9 }, (_, at) => [at + 1, `C${at}`]))
  })

  it('go first to those that ask, then to the others in order', () => {
    expect([...criterionKeys(rubricOf([undefined, 1, undefined, 3]))]).toEqual([
      [1, 'C1'],
      [2, 'C0'],
      [3, 'C3'],
      [4, 'C2'],
    ])
  })

  it('are each given once, and all of them where there are criteria enough', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }), { maxLength: 70 }),
        digits => {
          const keys = criterionKeys(rubricOf(digits))
          expect(new Set(keys.values()).size).toBe(keys.size)
          expect(keys.size).toBe(Math.min(CRITERION_KEYS, digits.length))
          for (const [at, digit] of digits.entries())
            if (digit !== undefined && digits.indexOf(digit) === at) expect(keys.get(digit)).toBe(`C${at}`)
        },
      ),
    )
  })
})
