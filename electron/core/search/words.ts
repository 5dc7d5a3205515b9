/** A word as it is indexed, and where it stands in the text (UTF-16 units). */
export interface Word {
  readonly term: string
  readonly from: number
  readonly to: number
}

/** Accents, vowel points and the like, which people leave out when they search. Marks of scripts that cannot be read without theirs stay. */
const MARKS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/gu
/** Letters that do not come apart into a plain one and a mark. */
const ALONE: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
}
const ALONE_PATTERN = new RegExp(`[${Object.keys(ALONE).join('')}]`, 'gu')
// biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII needs no folding
const ASCII = /^[\x00-\x7f]*$/

/** The same for whatever case, accents, width and form a word is written in. */
export function fold(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase()
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(ALONE_PATTERN, letter => ALONE[letter] ?? letter)
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu
/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]+/gu

const PLAIN_WORD = /[a-z0-9]+/g

/** The terms of a text, each once; for who need not know where they stand. */
export function termsOf(text: string): ReadonlySet<string> {
  // Most texts of a library are in plain letters, and an index reads all of them: this is five times as fast.
  if (ASCII.test(text)) return new Set(text.toLowerCase().match(PLAIN_WORD))
  return new Set(wordsOf(text).map(({ term }) => term))
}

/**
 * The words of a text. Where a script has no spaces, every two letters that stand together count as a word, and the last one alone: so
 * whatever stands in the text is found by any part of it.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: run, index } of text.matchAll(WORD)) {
    if (ASCII.test(run)) {
      words.push({ term: run.toLowerCase(), from: index, to: index + run.length })
      continue
    }
    let done = 0
    for (const part of run.matchAll(UNSPACED)) {
      spaced(words, run.slice(done, part.index), index + done)
      unspaced(words, part[0], index + part.index)
      done = part.index + part[0].length
    }
    spaced(words, run.slice(done), index + done)
  }
  return words
}

function spaced(words: Word[], word: string, from: number): void {
  const term = fold(word)
  if (term !== '') words.push({ term, from, to: from + word.length })
}

function unspaced(words: Word[], run: string, start: number): void {
  const letters = [...run]
  let from = start
  letters.forEach((letter, at) => {
    const pair = letter + (letters[at + 1] ?? '')
    // The last letter alone is for who types just that one; a pair's first is found by its beginning.
    spaced(words, pair, from)
    from += letter.length
  })
}

/** The words that someone searches for: of scripts without spaces only whole pairs, as their last letter alone would find too much. */
export function wordsWanted(text: string): string[] {
  const words = wordsOf(text)
  const pairs = words.filter(
    ({ from, to }, at) => !(at > 0 && words[at - 1]?.to === to && (words[at - 1]?.from ?? 0) < from),
  )
  return [...new Set(pairs.map(({ term }) => term))]
}
