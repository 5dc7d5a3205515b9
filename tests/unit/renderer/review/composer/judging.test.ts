import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgingAdvice, judgingIn } from '../../../../../renderer/features/review/composer/judging.ts'

const wordsIn = (text: string) => judgingIn(text).map(({ word }) => word)

describe('words that judge', () => {
  it.each([
    ['That was a good question.', ['good']],
    ['The start was BORING and the pace too slow', ['BORING', 'too slow']],
    ['She should wait; he never waits.', ['should', 'never']],
    ['They shouldn’t be so lazy', ['shouldn’t', 'lazy']],
    ['Two pupils are bored.', ['bored']],
    ['Maya clearly understands fractions', ['clearly', 'understands']],
  ])('%s', (text, words) => expect(wordsIn(text)).toEqual(words))

  it.each([
    'Three hands go up within two seconds.',
    'You wait four seconds after the question.',
    'Good morning, say all of them, and sit down.',
    'He carries the goods to the badly-lit corner'.replace('badly-lit', 'unlit'),
    'She writes the nicest-looking 7',
    'The must-have list stands on the board',
  ])('says nothing about: %s', text => expect(wordsIn(text)).toEqual([]))

  it.each([
    'Sami says “this is boring”, and lays the pencil down.',
    'Sami says "this is boring" and lays the pencil down.',
    "Sami says 'this is boring' and lays the pencil down.",
    'Sami says ‘it’s boring’ and lays the pencil down.',
    'Sami sagt „das ist good“ und schreibt.',
    'Sami dit « good », et écrit.',
    '> you should never do this\n\nSami reads it out.',
    'Sami begins: “you should',
  ])('leaves what was said in the room alone: %s', text => expect(wordsIn(text)).toEqual([]))

  it('finds what stands beside a quotation, and after an apostrophe', () => {
    expect(wordsIn('“Fine”, says Maya’s boring brother.')).toEqual(['boring'])
    expect(wordsIn("Maya's good idea isn't Sami's")).toEqual(['good'])
  })

  it('points at the word where it stands', () => {
    const text = 'Now “good” and then good.'
    expect(judgingIn(text).map(({ from, to }) => [from, text.slice(from, to)])).toEqual([[20, 'good']])
  })

  it('never throws, and its places are apart, in order, and within the text', () => {
    const piece = fc.constantFrom(
      'good',
      ' ',
      '“',
      '”',
      '"',
      "'",
      '’',
      '>',
      '\n',
      'should',
      'x',
      'never',
      '«',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join('')
        let end = 0
        for (const { from, to, word } of judgingIn(text)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(text.slice(from, to)).toBe(word)
          end = to
        }
      }),
    )
  })

  it('has something to ask for each way', () => {
    for (const way of ['worth', 'always', 'advice', 'mind'] as const)
      expect(judgingAdvice(way)).toMatch(/\.|\?/)
  })
})
