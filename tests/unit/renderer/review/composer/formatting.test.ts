import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainWords } from '../../../../../electron/contract/text/richText.ts'
import {
  toggleList,
  toggleMark,
  type Written,
} from '../../../../../renderer/features/review/composer/formatting.ts'

/** `[` and `]` stand for the ends of what is chosen. */
const written = (text: string): Written => {
  const from = text.indexOf('[')
  const to = text.indexOf(']') - 1
  return { text: text.replace('[', '').replace(']', ''), from, to }
}
const shown = ({ text, from, to }: Written) =>
  `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`

describe('bold and italic', () => {
  it.each([
    ['Three [hands] up', '**', 'Three **[hands]** up'],
    ['Three **[hands]** up', '**', 'Three [hands] up'],
    ['Three [hands ]up', '*', 'Three *[hands]* up'],
    ['Three *[hands]* up', '**', 'Three ***[hands]*** up'],
    ['Three **[hands]** up', '*', 'Three ***[hands]*** up'],
    ['Three ***[hands]*** up', '*', 'Three **[hands]** up'],
    ['Three [] up', '**', 'Three **[]** up'],
    ['Three **[]** up', '**', 'Three [] up'],
  ] as const)('%s with %s', (before, mark, after) =>
    expect(shown(toggleMark(written(before), mark))).toBe(after),
  )

  it('keep every letter, and a second press takes the first back', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 20 })
    fc.assert(
      fc.property(
        letters,
        letters,
        letters,
        fc.constantFrom('**' as const, '*' as const),
        (a, b, c, mark) => {
          const before = { text: a + b + c, from: a.length, to: a.length + b.length }
          const once = toggleMark(before, mark)
          expect(once.text.replaceAll('*', '')).toBe(before.text)
          expect(toggleMark(once, mark).text).toBe(before.text)
        },
      ),
    )
  })
})

describe('a list', () => {
  it.each([
    ['[one\ntwo]', '[- one\n- two]'],
    ['[- one\n- two]', '[one\ntwo]'],
    ['zero\nt[]wo', 'zero\n- t[]wo'],
    ['zero\n- t[]wo', 'zero\nt[]wo'],
  ])('%j', (before, after) => expect(shown(toggleList(written(before)))).toBe(after))

  it('reads as one', () => expect(plainWords(toggleList(written('[one\ntwo]')).text)).toBe('• one\n• two'))
})
