import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakText } from '../../../../../electron/core/text/typeset/breakText.ts'
import { cleanText } from '../../../../../electron/core/text/typeset/cleanText.ts'
import { directionOf } from '../../../../../electron/core/text/typeset/direction.ts'
import { measureText, missingGlyphs } from '../../../../../electron/core/text/typeset/fonts.ts'
import { initialsOf } from '../../../../../electron/core/text/typeset/initials.ts'
import { readingMs, wordsMs } from '../../../../../electron/core/text/typeset/readingTime.ts'
import { shorten } from '../../../../../electron/core/text/typeset/shorten.ts'
import { wrapBalanced, wrapText } from '../../../../../electron/core/text/typeset/wrapText.ts'
import { hostile } from '../../export/fixtures.ts'

/** Every sign as wide as the next, so that what is expected can be counted. */
const byCount = (text: string) => text.length
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'wait',
        '观察',
        'ملاحظة',
        '👩‍🏫',
        ' ',
        ' ',
        '\n',
        '(',
        ')',
        '“',
        '”',
        '-',
        'a'.repeat(30),
      ),
    )
    .map(p => p.join('')),
)
const visible = (text: string) => text.replace(/\s/gu, '')

describe('breakText', () => {
  it('breaks behind spaces and hyphens, not before closing or behind opening signs', () => {
    expect(breakText('see (this) wait-time “now”, 5 %')).toEqual([
      'see ',
      '(this) ',
      'wait-',
      'time ',
      '“now”, ',
      '5 %',
    ])
  })

  it('breaks Chinese between words and keeps its punctuation with them', () => {
    const pieces = breakText('教师等了五秒，（然后）三个人举手。')
    expect(pieces.length).toBeGreaterThan(4)
    expect(pieces.filter(piece => /^[，。）]/.test(piece))).toEqual([])
    expect(pieces.filter(piece => /（$/.test(piece))).toEqual([])
  })

  it('never tears an emoji family, and may part two of them', () => {
    expect(breakText('👩‍🏫👨‍👩‍👧‍👦🇩🇪')).toEqual(['👩‍🏫', '👨‍👩‍👧‍👦', '🇩🇪'])
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(words, text => {
        expect(breakText(text).join('')).toBe(text)
      }),
    )
  })
})

describe('wrapText', () => {
  it('fills lines and keeps typed line ends', () => {
    expect(wrapText('one two three\nfour', 8, byCount).map(line => line.text)).toEqual([
      'one two',
      'three',
      'four',
    ])
  })

  it('breaks a word that is wider than the line', () => {
    expect(wrapText('abcdefgh ij', 3, byCount).map(line => line.text)).toEqual(['abc', 'def', 'gh', 'ij'])
  })

  it('gives each paragraph its own direction', () => {
    expect(wrapText('hello\nשלום עולם', 20, byCount).map(line => line.direction)).toEqual(['ltr', 'rtl'])
  })

  it('keeps every sign, in order, on lines that fit', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 60 }), (text, width) => {
        for (const lines of [wrapText(text, width, byCount), wrapBalanced(text, width, byCount)]) {
          expect(visible(lines.map(line => line.text).join(''))).toBe(visible(text))
          // One sign may be made of more code units than the line is wide; nothing can be done about that.
          expect(lines.filter(line => line.text.length > Math.max(width, 12))).toEqual([])
        }
      }),
    )
  })

  it('balances without more lines than needed and without tearing words', () => {
    const text = 'The movement starts at the palm and ends at the forehead twice.'
    const even = wrapBalanced(text, 60, byCount).map(line => line.text)
    expect(even).toHaveLength(2)
    expect(Math.abs((even[0] ?? '').length - (even[1] ?? '').length)).toBeLessThan(10)
  })
})

describe('cleanText', () => {
  it('drops what has no shape and keeps the rest', () => {
    expect(cleanText('a\u0000b\tc\r\nd\u2028e\u202ef\ud800')).toBe('ab c\nd\nef')
    expect(cleanText('\n\na\n\n\n\nb \n')).toBe('a\n\nb')
  })

  it('keeps joiners, without which families and Persian fall apart', () => {
    expect(cleanText('👩‍🏫 می‌خواهم')).toBe('👩‍🏫 می‌خواهم')
  })
})

describe('names and measures', () => {
  it('finds the first letter’s direction', () => {
    expect(directionOf('123 "ملاحظة" abc')).toBe('rtl')
    expect(directionOf('123 abc ملاحظة')).toBe('ltr')
    expect(directionOf('5 %')).toBe('ltr')
  })

  it('makes initials of any name', () => {
    expect(
      [
        'Marcus Bell',
        'ana',
        'ليلى حسن',
        '王小明',
        'Jean-Luc de la Tour',
        '👩‍🏫',
        '...',
        'J. R. R. Tolkien',
      ].map(initialsOf),
    ).toEqual(['MB', 'A', 'لح', '王', 'JT', '👩‍🏫', '.', 'JT'])
  })

  it('cuts names, whole signs only', () => {
    expect(shorten('Maximiliane', 6, byCount)).toBe('Maxim…')
    expect(shorten('👩‍🏫👩‍🏫👩‍🏫', 11, byCount)).toBe('👩‍🏫👩‍🏫…')
    expect(shorten('Max', 0, byCount)).toBe('')
  })

  it('gives long words and unspaced scripts their time', () => {
    expect(readingMs('Yes.')).toBe(3000)
    expect(wordsMs('a'.repeat(1000))).toBeGreaterThan(30_000)
    expect(readingMs('观察'.repeat(50))).toBeGreaterThan(10_000)
    expect(
      readingMs('She waits five seconds and then three hands go up in the back row of the room.'),
    ).toBeGreaterThan(5000)
  })

  it('draws with its own faces, and measures alike each time', () => {
    expect(measureText('Hamburg', 500, 40)).toBeCloseTo(measureText('Hamburg', 500, 40), 5)
    expect(measureText('Hamburg', 700, 40)).toBeGreaterThan(measureText('Hamburg', 400, 40))
  })

  it('says which signs no font here can draw, each once', () => {
    expect(missingGlyphs(`a${hostile.missing}${hostile.missing}b`)).toEqual([
      '\u0378',
      '\u{1ccff}',
      '\u{3fffd}',
    ])
    expect(
      missingGlyphs(`${hostile.arabic}${hostile.hebrew}${hostile.cjk}${hostile.devanagari} наблюдение ½ é`),
    ).toEqual([])
  })
})
