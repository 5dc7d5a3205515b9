import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cueAt, lastBegun, nearestCue } from '../../../../../renderer/features/review/transcript/cueAt.ts'
import { findWords, prepare } from '../../../../../renderer/features/review/transcript/findWords.ts'
import { quoteOf, withQuote } from '../../../../../renderer/features/review/transcript/quote.ts'
import { wordsOf } from '../../../../../renderer/features/review/transcript/selectedWords.ts'
import { timeIn } from '../../../../../renderer/features/review/transcript/useTranscriptSearch.ts'

const cue = (fromMs: number, toMs: number, text = 'words', speaker?: number) => ({
  fromMs,
  toMs,
  text,
  ...(speaker === undefined ? {} : { speaker }),
})

describe('the cue of a moment', () => {
  it('is the last that began and has not ended; none in a silence', () => {
    const cues = [cue(1000, 2000), cue(1500, 4000), cue(6000, 7000)]
    expect([0, 1000, 1600, 3999, 4000, 6500, 9000].map(atMs => cueAt(cues, atMs))).toEqual([
      -1, 0, 1, 1, -1, 2, -1,
    ])
    expect([0, 5000, 9000].map(atMs => nearestCue(cues, atMs))).toEqual([0, 1, 2])
  })

  it('is found as by looking at all of them', () => {
    const list = fc
      .array(fc.nat(100_000), { maxLength: 200 })
      .map(starts => starts.sort((a, b) => a - b).map(at => cue(at, at + 1)))
    fc.assert(
      fc.property(list, fc.nat(100_000), (cues, atMs) => {
        expect(lastBegun(cues, atMs)).toBe(cues.filter(({ fromMs }) => fromMs <= atMs).length - 1)
      }),
    )
  })
})

describe('words that are looked for', () => {
  const found = (text: string, query: string) =>
    findWords([prepare(text)], query).map(({ from, to }) => text.slice(from, to))
  it.each([
    ['Où est l’école?', 'ECOLE', ['école']],
    ['naïve naive', 'naive', ['naïve', 'naive']],
    ['cafe\u0301 au lait', 'café', ['cafe\u0301']],
    ['Елка и ёлка', 'елка', ['Елка', 'ёлка']],
    ['مُدَرِّس', 'مدرس', ['مُدَرِّس']],
    ['かばん がばん', 'か', ['か']],
    ['İstanbul', 'istanbul', ['İstanbul']],
    ['a 😀 face', 'face', ['face']],
    ['two\nlines', 'two lines', ['two\nlines']],
    ['anything', '  ', []],
  ])('%j for %j', (text, query, spans) => expect(found(text, query)).toEqual(spans))

  it('stand where they are said to, whatever the text', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'é', 'e\u0301', 'ß', 'ﬁ', 'İ', '😀', ' ', 'b'),
      maxLength: 30,
    })
    fc.assert(
      fc.property(letters, letters, (text, query) => {
        let before = 0
        for (const { from, to } of findWords([prepare(text)], query)) {
          expect(from).toBeGreaterThanOrEqual(before)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          before = from
        }
      }),
    )
  })

  it('are a time only with a colon, and within the lesson', () => {
    expect([
      timeIn('1:05', 90_000),
      timeIn('12', 90_000),
      timeIn('2:00', 90_000),
      timeIn('1:99', 900_000),
    ]).toEqual([65_000, undefined, undefined, undefined])
  })
})

describe('a quote', () => {
  const cues = [
    cue(1000, 2000, 'First *one*.', 0),
    cue(2000, 3000, 'And on.', 0),
    cue(3000, 99_000, 'Yes?\nNo.', 1),
  ]
  const whole = cues.map(one => ({ cue: one, words: one.text }))

  it('has a line for each cue, names who speaks where that changes, and lies within the lesson', () => {
    expect(quoteOf(whole, ['Ana', 'Leo'], 60_000)).toEqual({
      markdown: '> Ana: First \\*one\\*.\n> And on.\n> Leo: Yes?\n> No.\n\n',
      place: { atMs: 1000, toMs: 60_000 },
    })
    expect(quoteOf([], [], 60_000)).toBeUndefined()
  })

  it('goes behind what was begun', () => {
    const said = quoteOf(whole.slice(1, 2), [], 60_000)
    expect(said && withQuote('Listen:  ', said)).toBe('Listen:\n\n> And on.\n\n')
    expect(said && withQuote(' ', said)).toBe('> And on.\n\n')
  })

  it('takes the chosen part of the first and last cue, and all between', () => {
    const chosen = wordsOf(cues, { from: { cue: 0, at: 6 }, to: { cue: 2, at: 4 } })
    expect(chosen.map(({ words }) => words)).toEqual(['*one*.', 'And on.', 'Yes?'])
  })
})
