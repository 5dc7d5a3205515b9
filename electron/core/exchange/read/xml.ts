import type { Element } from 'domhandler'
import { getElementsByTagName, textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { NotesRefusal } from '../notes.types.ts'

/** Far deeper than any of the formats; what is nested deeper was made to break readers. */
const MAX_DEPTH = 64

export interface XmlFile {
  /** All elements of that name, wherever they stand, in the order of the file. */
  all(name: string, within?: Element): Element[]
  /** The first such element's words, without blanks around them. */
  words(name: string, within: Element): string | undefined
  lineOf(element: Element): number
}

/**
 * Reads XML tolerantly: what programs of this field write is not always well-formed. No entity of the file's own is expanded
 * and nothing outside it is read.
 * @throws NotesRefusal where elements are nested as no such file nests them
 */
export function readXml(text: string): XmlFile {
  let depth = 0
  for (const [tag] of text.matchAll(/<\/?[A-Za-z_][^<>]*>/g)) {
    if (tag.startsWith('</')) depth--
    else if (!tag.endsWith('/>')) depth++
    if (depth > MAX_DEPTH)
      throw new NotesRefusal('The file is nested too deeply to be what it says it is. Nothing was taken in.')
  }
  const document = parseDocument(text, { xmlMode: true, withStartIndices: true })
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  const all = (name: string, within?: Element) => getElementsByTagName(name, within ?? document, true)
  return {
    all,
    words: (name, within) => {
      const [element] = all(name, within)
      return element && textContent(element).trim()
    },
    lineOf: ({ startIndex }) => {
      let [low, high] = [0, lineStarts.length]
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if ((lineStarts[middle] ?? 0) <= (startIndex ?? 0)) low = middle
        else high = middle
      }
      return low + 1
    },
  }
}
