import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptOf } from '../../../../electron/core/search/excerpt.ts'
import { fold, termsOf, wordsOf, wordsWanted } from '../../../../electron/core/search/words.ts'

const terms = (text: string) => wordsOf(text).map(({ term }) => term)

describe('the words of a text', () => {
  it('are the same in any case, with and without accents, points and ligatures', () => {
    expect(fold('ÉCOLE')).toBe(fold('école'.normalize('NFD')))
    expect(terms('Größe, Œuvre; İstanbul')).toEqual(['grosse', 'oeuvre', 'istanbul'])
    expect(fold('سُؤَالٌ')).toBe(fold('سوال'))
    expect(fold('مدرسة')).toBe(fold('مدرسه'))
    expect(fold('שָׁלוֹם')).toBe(fold('שלום'))
    expect(fold('ＡＢＣ')).toBe('abc')
  })

  it('keep the marks without which a script cannot be read', () => {
    expect(fold('कि')).not.toBe(fold('का'))
    expect(fold('が')).not.toBe(fold('か'))
  })

  it('are pairs of letters where a script has no spaces, so that any part of it is found', () => {
    expect(terms('等待时间 wait')).toEqual(['等待', '待时', '时间', '间', 'wait'])
    expect(wordsWanted('待时间')).toEqual(['待时', '时间'])
    expect(wordsWanted('间')).toEqual(['间'])
  })

  it('say where they stand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), text => {
        for (const { term, from, to } of wordsOf(text)) expect(fold(text.slice(from, to))).toBe(term)
      }),
    )
  })
})

describe('the terms of a text', () => {
  it('are those of its words, in plain letters too', () => {
    const plain = fc.string({ unit: 'binary-ascii', maxLength: 80 })
    fc.assert(
      fc.property(fc.oneof(plain, fc.string({ unit: 'grapheme', maxLength: 80 })), text => {
        expect([...termsOf(text)]).toEqual([...new Set(terms(text))])
      }),
    )
  })
})

describe('an excerpt', () => {
  it('shows what was found, and marks it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.lorem({ maxCount: 6 }), { minLength: 1, maxLength: 30 }),
        fc.nat(),
        (lines, nth) => {
          const text = lines.join(' ')
          const words = wordsOf(text)
          const { term = '' } = words[nth % words.length] ?? {}
          const { text: part, marks } = excerptOf(text, new Set([term]))
          expect(part.length).toBeLessThan(250)
          expect(marks.length).toBeGreaterThan(0)
          for (const [from, to] of marks) expect(fold(part.slice(from, to))).toBe(term)
        },
      ),
    )
  })

  it('marks a run of letters once', () => {
    const { text, marks } = excerptOf('老师等待时间', new Set(['等待', '待时']))
    expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['等待时'])
  })
})
