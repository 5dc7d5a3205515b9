import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CODE_LENGTH,
  CODE_LETTERS,
  foldCode,
  isWholeCode,
  showCode,
  typedCode,
} from '../../../../electron/contract/session/code.ts'

const code = fc
  .array(fc.constantFrom(...CODE_LETTERS), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  .map(letters => letters.join(''))

describe('a session’s code', () => {
  it('is the same however it is shown, read aloud and typed', () => {
    const typed = fc.tuple(code, fc.constantFrom(' ', '-', '–', '', '  '), fc.boolean())
    fc.assert(
      fc.property(typed, ([whole, gap, small]) => {
        const groups = showCode(whole).split('-')
        expect(groups.map(({ length }) => length)).toEqual([4, 4, 4])
        const text = groups.join(gap)
        expect(foldCode(small ? text.toLowerCase() : text)).toBe(whole)
        expect(isWholeCode(whole)).toBe(true)
      }),
    )
  })

  it('takes the letters that look like digits as those digits', () => {
    expect(foldCode('o0O-iIl1 LZZZ-ZZZ')).toBe('00011111ZZZZZZ')
  })

  it('is refused in words where it is not whole', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const parsed = typedCode.safeParse(text)
        expect(parsed.success).toBe(text.length <= 60 && isWholeCode(foldCode(text)))
      }),
    )
    expect(typedCode.safeParse('7Q3M-0ZKD').error?.issues[0]?.message).toContain('twelve letters and digits')
  })
})
