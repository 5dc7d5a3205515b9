import { drawingSpan } from '../../contract/drawing/drawingSpan.ts'
import type { ExportClip, ExportComment } from './export.types.ts'
import { clipTimeOf, type Hold, type Retime } from './retime.ts'

const hasDrawing = (comment: ExportComment) =>
  (comment.drawings ?? []).some(({ shapes }) => shapes.length > 0)

const isRange = ({ atMs, toMs }: ExportComment) => toMs !== undefined && toMs > atMs

/**
 * Where the picture stands still: at the moment at which a comment's drawing comes on. Pure.
 * @param comments those that the clip carries
 */
export function holdsFor(comments: readonly ExportComment[], clip: ExportClip, holdMs: number): Hold[] {
  if (holdMs <= 0) return []
  return comments.filter(hasDrawing).flatMap(comment => {
    const { fromMs, toMs } = drawingSpan(comment)
    if (toMs <= clip.fromMs || fromMs >= clip.toMs) return []
    return [{ atMs: Math.max(0, fromMs - clip.fromMs), ms: holdMs }]
  })
}

/**
 * Puts comments onto the clip's clock: a lesson clock that begins like the clip and runs as time runs in it. A drawing on a moment
 * of which the picture is held goes when that picture does, because it fits no other. Pure.
 */
export function retimeComments(
  comments: readonly ExportComment[],
  clip: ExportClip,
  retime: Retime,
): ExportComment[] {
  const at = (lessonMs: number) => Math.round(clip.fromMs + clipTimeOf(retime, lessonMs - clip.fromMs))
  return comments.map(comment => {
    const atMs = at(comment.atMs)
    const held = retime.holds.some(({ atMs: holdMs }) => at(clip.fromMs + holdMs) === atMs)
    const leaves = held && hasDrawing(comment) && !isRange(comment)
    const pastMs = comment.atMs - clip.fromMs
    const endMs = retime.holds.find(hold => Math.abs(hold.atMs - pastMs) < 20)
    return {
      ...comment,
      atMs,
      saidAtMs: comment.saidAtMs ?? comment.atMs,
      ...(isRange(comment) && { toMs: Math.max(atMs + 1, at(comment.toMs ?? comment.atMs)) }),
      ...(leaves && endMs && { drawnToMs: atMs + endMs.ms }),
    }
  })
}
