/** Scripts that set no spaces between words, where a line may end between any two words or signs. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Yi}]|[\u3000-\u303f\uff00-\uffef]/u
const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u
/** Never begins a line: closing signs, dashes and small kana. */
const clings =
  /^[\p{Pe}\p{Pf}–—!?.,:;%…‥、。，．：；！？％・ーゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜～]/u
/** Open or close, as the spaces around them say. */
const quotes = /^["']/u
/** Never ends a line: opening signs, currency. */
const opens = /[\p{Ps}\p{Pi}\p{Sc}"'“‘«‹¿¡#@]$/u
const hyphenEnd = /[\p{L}\p{N}][-‐–—/]$/u
const space = /^[\p{Zs}]+$/u
/** Binds what stands on either side: no-break spaces, word joiner. */
const glue = /[\u00a0\u202f\u2007\u2060]/u

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The signs of a text as people count them: an emoji family or an accented letter is one. */
export function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), part => part.segment)
}

function mayBreak(before: string, after: string): boolean {
  if (glue.test(before.at(-1) ?? '') || glue.test(after.at(0) ?? '')) return false
  if (space.test(after) || clings.test(after)) return false
  if (/[\p{Zs}]$/u.test(before)) return true
  if (quotes.test(after)) return false
  if (opens.test(before)) return false
  if (hyphenEnd.test(before)) return true
  // No sign is longer than this; cutting first keeps long words from being counted again and again.
  const last = graphemesOf(before.slice(-24)).at(-1) ?? ''
  const first = graphemesOf(after.slice(0, 24))[0] ?? ''
  return spaceless.test(last) || spaceless.test(first) || pictograph.test(last) || pictograph.test(first)
}

/**
 * Splits one paragraph (no line ends in it) into the pieces between which a line may end. Joined again they are the
 * paragraph; a piece keeps the spaces that follow it.
 */
export function breakText(paragraph: string): string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(paragraph)) {
    const last = pieces.at(-1)
    if (last !== undefined && !mayBreak(last, segment)) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}
