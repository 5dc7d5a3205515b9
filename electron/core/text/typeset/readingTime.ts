import { graphemesOf } from './breakText.ts'

/** Nobody takes in a card that is shown for less. */
export const minReadingMs = 3000

/** 200 words a minute: what people manage beside a moving picture. */
const msPerWord = 300
/** Signs of scripts without spaces carry about half a word each. */
const msPerSign = 150
/** Finding the card and its author. */
const lookMs = 900
/** A "word" of hundreds of letters is read in stretches of this many. */
const lettersPerWord = 8

const spacelessSign =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** How long the words themselves take, ms; 0 for no words. */
export function wordsMs(text: string): number {
  const signs = graphemesOf(text).filter(sign => spacelessSign.test(sign)).length
  const words = text.split(/\s+/u).reduce((sum, word) => {
    const letters = graphemesOf(word).filter(sign => !spacelessSign.test(sign)).length
    return sum + Math.ceil(letters / lettersPerWord)
  }, 0)
  return signs * msPerSign + words * msPerWord
}

/** How long a person needs for a comment on the picture, ms. */
export function readingMs(text: string): number {
  return Math.max(minReadingMs, lookMs + wordsMs(text))
}
