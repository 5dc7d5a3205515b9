import type { ShownComment } from './shownComments.ts'

type Known = { widthPx: number; heightPx: number }
const known = new WeakMap<ShownComment, Known>()

/**
 * A card's likely height before it has been laid out once, so that the scroll bar is about right from the start.
 * @param widthPx the card's width
 */
function reckonedPx(comment: ShownComment, widthPx: number): number {
  if (comment.closed) return 46
  if (comment.resolved) return 74
  const lineOf = (text: string, indentPx: number) => {
    const perLine = Math.max(12, (widthPx - 19 - indentPx) / 6.4)
    return text.split('\n').reduce((lines, part) => lines + Math.max(1, Math.ceil(part.length / perLine)), 0)
  }
  const tagRows =
    comment.tags.length === 0 ? 0 : Math.ceil(comment.tags.length / Math.max(1, Math.floor(widthPx / 150)))
  const replies = comment.replies.reduce((sum, reply) => sum + 8 + 19 * lineOf(reply.text, 27), 0)
  const reactions = comment.reactions ? 24 : 0
  return 36 + 19 * lineOf(comment.text, 0) + tagRows * 30 + replies + reactions
}

/** The same comment at the same width is reckoned once: there are hundreds, and each change of one asks for all. */
export function likelyHeightPx(comment: ShownComment, widthPx: number): number {
  const before = known.get(comment)
  if (before?.widthPx === widthPx) return before.heightPx
  const heightPx = reckonedPx(comment, widthPx)
  known.set(comment, { widthPx, heightPx })
  return heightPx
}
