import { breakText, graphemesOf } from './breakText.ts'
import { type Direction, directionOf } from './direction.ts'

export interface Line {
  readonly text: string
  readonly direction: Direction
}

/** Width in pixels of words set on one line. */
export type Measure = (text: string) => number

/** The longest beginning of `signs` that fits, at least one sign; widths grow with length, so halving finds it. */
function fitting(signs: readonly string[], width: number, measure: Measure): number {
  let fits = 1
  let over = signs.length + 1
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    if (measure(signs.slice(0, middle).join('')) <= width) fits = middle
    else over = middle
  }
  return fits
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  const put = (piece: string) => {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece
      return
    }
    if (line !== '') lines.push(line)
    line = ''
    let signs = graphemesOf(piece)
    // A word wider than the line (a link, 1,000 letters without a space) breaks between signs.
    while (measure(signs.join('').trimEnd()) > width && signs.length > 1) {
      const count = fitting(signs, width, measure)
      lines.push(signs.slice(0, count).join(''))
      signs = signs.slice(count)
    }
    line = signs.join('')
  }
  for (const piece of breakText(paragraph)) put(piece)
  if (line !== '') lines.push(line)
  return lines
}

/**
 * Sets text into lines no wider than `width`. Every sign of the text stands on some line, in its order.
 * @param text with `\n` between paragraphs
 */
export function wrapText(text: string, width: number, measure: Measure): Line[] {
  return text.split('\n').flatMap(paragraph => {
    const direction = directionOf(paragraph)
    const lines = paragraph === '' ? [''] : wrapParagraph(paragraph, width, measure)
    return lines.map(line => ({ text: line.trimEnd(), direction }))
  })
}

/**
 * Sets text into as few lines as `width` allows, then as evenly as these lines allow, so that no single word is left over.
 */
export function wrapBalanced(text: string, width: number, measure: Measure): Line[] {
  const best = wrapText(text, width, measure)
  if (best.length < 2 || best.length > 4) return best
  // Narrower than the widest word, words would be torn.
  const widest = Math.max(
    ...text
      .split('\n')
      .flatMap(breakText)
      .map(piece => measure(piece.trimEnd())),
  )
  let low = Math.max(widest, width / best.length)
  let high = width
  let balanced = best
  for (let step = 0; step < 7 && high - low > 1; step++) {
    const middle = (low + high) / 2
    const tried = wrapText(text, middle, measure)
    if (tried.length > best.length) low = middle
    else {
      balanced = tried
      high = middle
    }
  }
  return balanced
}
