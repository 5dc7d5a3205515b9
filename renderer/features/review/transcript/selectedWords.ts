import type { Cue } from '../../../../electron/contract/records/transcript.ts'
import type { QuotedCue } from './quote.ts'

/** Which words of a list are chosen with the pointer: from one cue and place in it to another. */
export interface SelectedWords {
  readonly from: { readonly cue: number; readonly at: number }
  readonly to: { readonly cue: number; readonly at: number }
}

/** The cue of a place in the page, and how many characters of its words stand before it. */
function placeOf(list: HTMLElement, node: Node, offset: number): SelectedWords['from'] | undefined {
  const element = node instanceof Element ? node : node.parentElement
  const row = element?.closest<HTMLElement>('[data-cue]')
  if (!row || !list.contains(row)) return undefined
  const words = row.querySelector('[data-words]')
  const cue = Number(row.dataset.cue)
  if (!words) return undefined
  if (!words.contains(node)) {
    const before = words.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING
    return { cue, at: before ? 0 : Number.POSITIVE_INFINITY }
  }
  const range = document.createRange()
  range.selectNodeContents(words)
  range.setEnd(node, offset)
  return { cue, at: range.toString().length }
}

/** What is chosen within a list of cues; undefined where nothing is, or where the choice begins elsewhere. */
export function selectedIn(list: HTMLElement, selection: Selection | null): SelectedWords | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const from = placeOf(list, range.startContainer, range.startOffset)
  const to = placeOf(list, range.endContainer, range.endOffset)
  if (!from || !to || (from.cue === to.cue && from.at >= to.at)) return undefined
  return { from, to }
}

/** The chosen words, cue by cue; cues scrolled out of the page in between are whole. */
export function wordsOf(cues: readonly Cue[], { from, to }: SelectedWords): QuotedCue[] {
  return cues.slice(from.cue, to.cue + 1).flatMap((cue, step): QuotedCue[] => {
    const index = from.cue + step
    const start = index === from.cue ? from.at : 0
    const end = index === to.cue ? to.at : cue.text.length
    const words = cue.text.slice(Math.min(start, cue.text.length), Math.min(end, cue.text.length))
    return words.trim() === '' ? [] : [{ cue, words }]
  })
}
