import { fold } from '../transcript/findWords.ts'

const NAME = 'debrief-found'
/** More than fit on any screen; a single letter stands everywhere. */
const MOST = 2_000

/** Whether this browser can show found words without touching the page's elements. */
const can = (): boolean => 'highlights' in CSS && typeof Highlight === 'function'

/** Where folded terms stand in a text, in UTF-16 units; they may overlap. */
export function termSpans(text: string, terms: readonly string[]): { from: number; to: number }[] {
  const { folded, at } = fold(text)
  const spans: { from: number; to: number }[] = []
  for (const term of terms)
    for (let found = folded.indexOf(term); found >= 0; found = folded.indexOf(term, found + term.length)) {
      const from = at[found] ?? 0
      const to = at[found + term.length] ?? text.length
      if (to > from) spans.push({ from, to })
    }
  return spans
}

function rangesIn(root: Element, terms: readonly string[]): Range[] {
  const ranges: Range[] = []
  for (const card of root.querySelectorAll('article, [data-found-in]')) {
    const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node && ranges.length < MOST; node = walker.nextNode()) {
      for (const { from, to } of termSpans(node.textContent ?? '', terms)) {
        const range = new Range()
        range.setStart(node, from)
        range.setEnd(node, to)
        ranges.push(range)
      }
    }
  }
  return ranges
}

/**
 * Lights found words up in the cards under `root`, also in those that scroll in later. The page itself is not changed: the
 * browser paints over it, so nothing is drawn anew. @returns the end of it
 */
export function highlightTerms(root: Element, terms: readonly string[]): () => void {
  if (!can() || terms.length === 0) return () => undefined
  let frame = 0
  const paint = () => CSS.highlights.set(NAME, new Highlight(...rangesIn(root, terms)))
  const soon = () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(paint)
  }
  paint()
  const observer = new MutationObserver(soon)
  observer.observe(root, { childList: true, subtree: true, characterData: true })
  return () => {
    observer.disconnect()
    cancelAnimationFrame(frame)
    CSS.highlights.delete(NAME)
  }
}
