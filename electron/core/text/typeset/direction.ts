export type Direction = 'ltr' | 'rtl'

/** Letters of the scripts that run from right to left; digits and signs have no direction of their own. */
const rtlLetter =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}\p{Script=Hanifi_Rohingya}]/u
const letter = /\p{L}/u

/** The direction of a paragraph: that of its first letter, as HTML's `dir=auto` has it. */
export function directionOf(text: string): Direction {
  for (const char of text) {
    if (!letter.test(char)) continue
    return rtlLetter.test(char) ? 'rtl' : 'ltr'
  }
  return 'ltr'
}
