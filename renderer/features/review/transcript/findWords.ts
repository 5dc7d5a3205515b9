/** A stretch of a text, in UTF-16 units. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Found extends Span {
  /** Index of the cue. */
  readonly cue: number
}

/** Marks that change a letter into another one and are not laid aside: the voicing marks of kana. */
const keep = /[\u3099\u309a]/u
const mark = /\p{M}/u

/** A text as it is compared: lower case, without diacritics, and where each of its units came from. */
export function fold(text: string): { readonly folded: string; readonly at: readonly number[] } {
  let folded = ''
  const at: number[] = []
  let from = 0
  for (const letter of text) {
    const parts = [...letter.normalize('NFKD').toLowerCase().normalize('NFKD')]
    const bare = parts
      .filter(part => !mark.test(part) || keep.test(part))
      .join('')
      .normalize('NFC')
    folded += bare
    for (let unit = 0; unit < bare.length; unit++) at.push(from)
    from += letter.length
  }
  at.push(text.length)
  return { folded, at }
}

/** How a query is compared: spaces around it and runs of them do not count. */
export const foldQuery = (query: string): string => fold(query.trim().replace(/\s+/gu, ' ')).folded

const isMark = (text: string, at: number): boolean => mark.test(text.slice(at, at + 1))

/** A text that is looked through often: folded once. */
export interface Prepared {
  readonly text: string
  readonly folded: string
  readonly at: readonly number[]
}

export const prepare = (text: string): Prepared => ({ text, ...fold(text.replace(/\s/gu, ' ')) })

/** Where a folded query stands in a text, diacritics and case ignored. */
function spansIn({ text, folded, at }: Prepared, query: string): Span[] {
  const spans: Span[] = []
  for (let found = folded.indexOf(query); found >= 0; found = folded.indexOf(query, found + query.length)) {
    const from = at[found] ?? 0
    let to = at[found + query.length] ?? text.length
    // A match within one letter (a ligature) takes the whole letter; marks behind the last letter belong to it.
    if (to <= from) to = from + (/^[\ud800-\udbff]/.test(text.slice(from)) ? 2 : 1)
    while (to < text.length && isMark(text, to)) to++
    spans.push({ from, to })
  }
  return spans
}

/** Every place of a query in the cues, in their order. */
export function findWords(texts: readonly Prepared[], query: string): Found[] {
  const folded = foldQuery(query)
  if (folded === '') return []
  return texts.flatMap((text, cue) => spansIn(text, folded).map(span => ({ ...span, cue })))
}
