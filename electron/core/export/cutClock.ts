import type { ExportClip, ExportComment } from './export.types.ts'

/** Pictures keep their time to less than this, ms: no reason to move a comment. */
const exactMs = 0.001

/**
 * Moves comments to where the clip really begins: on a picture a little before or behind the moment that was asked for. Without it a
 * comment on a picture would come on with the next one. Whole milliseconds, rather early than late: half a millisecond is all that an
 * overlay has to spare. Pure.
 * @param movedMs by how much later than asked for the clip begins
 */
export function onCutClock(
  comments: readonly ExportComment[],
  clip: ExportClip,
  movedMs: number,
): ExportComment[] {
  const byMs = Math.ceil(movedMs - exactMs)
  if (byMs === 0) return [...comments]
  return comments.map(comment => {
    const { toMs, saidAtMs = comment.atMs } = comment
    const isRange = toMs !== undefined && toMs > comment.atMs
    // A moment that the clip carries stays in it.
    const atMs = isRange
      ? comment.atMs - byMs
      : Math.min(Math.max(comment.atMs - byMs, clip.fromMs), clip.toMs - 1)
    return { ...comment, atMs, saidAtMs, ...(isRange && { toMs: toMs - byMs }) }
  })
}
