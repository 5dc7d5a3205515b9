import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressPart, wordsInPart } from '../../../../renderer/lib/addressPart.ts'

describe('words in an address', () => {
  it('come back whole, however often and by whichever way the router decodes them', () => {
    const words = fc.oneof(
      fc.constantFrom('Q&A', '50% “more” %26', '100%', '%2525', '~41', 'a?b#c/d', '..', 'الانتظار'),
      fc.string({ unit: 'grapheme', minLength: 1 }),
    )
    fc.assert(
      fc.property(words, text => {
        const part = addressPart(text)
        expect(part).not.toMatch(/[/?#&%]/)
        for (const seen of [part, decodeURI(part), decodeURIComponent(decodeURIComponent(part))])
          expect(wordsInPart(seen)).toBe(text)
      }),
    )
  })

  it('are taken as they stand where somebody typed them by hand', () => {
    expect(wordsInPart('100%')).toBe('100%')
    expect(wordsInPart('rubric%3A01')).toBe('rubric:01')
  })
})
