import { wordsOf } from './words.ts'

/** How much of a long text is shown: what stands before the first word found, and all of it. */
const BEFORE = 60
const LONGEST = 220

export interface Excerpt {
  readonly text: string
  readonly marks: [number, number][]
  /** Where it begins in the text. */
  readonly fromUnit: number
}

/** Cuts between characters, and between words where there is a space near. */
function cutBefore(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.lastIndexOf(' ', at)
  if (space >= 0 && at - space < 24) return space + 1
  // Never between the two halves of one character.
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at
}

/** The part of a text around what was found. @param terms as they are indexed */
export function excerptOf(text: string, terms: ReadonlySet<string>): Excerpt {
  const words = wordsOf(text).filter(({ term }) => terms.has(term))
  const first = words[0]?.from ?? 0
  const fromUnit = first > BEFORE && text.length > LONGEST ? cutBefore(text, first - BEFORE) : 0
  const toUnit = text.length - fromUnit <= LONGEST ? text.length : cutBefore(text, fromUnit + LONGEST)
  const marks: [number, number][] = []
  for (const { from, to } of words) {
    if (from < fromUnit || to > toUnit) continue
    const lead = fromUnit > 0 ? 1 : 0
    const [start, end] = [from - fromUnit + lead, to - fromUnit + lead]
    const last = marks.at(-1)
    // Pairs of letters overlap: they are one mark.
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else marks.push([start, end])
  }
  const part = text.slice(fromUnit, toUnit)
  return {
    text: `${fromUnit > 0 ? '…' : ''}${part}${toUnit < text.length ? '…' : ''}`,
    marks,
    fromUnit,
  }
}
