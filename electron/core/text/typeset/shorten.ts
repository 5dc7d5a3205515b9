import { graphemesOf } from './breakText.ts'
import type { Measure } from './wrapText.ts'

/**
 * Cuts a name or title to a width, with an ellipsis. For names only: what a person says in a comment is never cut.
 * @returns an empty text where not even one sign fits
 */
export function shorten(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text
  const signs = graphemesOf(text)
  // No comma, space or dot before the ellipsis.
  const cut = (count: number) =>
    `${signs
      .slice(0, count)
      .join('')
      .replace(/[\s\p{P}]+$/u, '')}…`
  let fits = 0
  let over = signs.length
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    if (measure(cut(middle)) <= width) fits = middle
    else over = middle
  }
  return fits === 0 ? '' : cut(fits)
}
