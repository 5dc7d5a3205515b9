import { spanOf, type View, xOf } from './timeScale.ts'

/** Frames are shown from where each has this much room. */
const LEAST_FRAME_PX = 9
const LABEL_PX = 74

/**
 * Where each frame begins, when the view is that near.
 * @param anchorMs the time of any one frame: frames need not begin at 0
 */
export function frameTicks(
  view: View,
  widthPx: number,
  { frameMs, anchorMs }: { frameMs: number; anchorMs: number },
): { xPx: number; atMs: number; labelled: boolean }[] {
  const framePx = (frameMs / spanOf(view)) * widthPx
  if (!(framePx >= LEAST_FRAME_PX)) return []
  const every = Math.max(1, Math.ceil(LABEL_PX / framePx))
  const first = Math.ceil((view.fromMs - anchorMs) / frameMs)
  const last = Math.floor((view.toMs - anchorMs) / frameMs)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const atMs = anchorMs + (first + at) * frameMs
    return { xPx: xOf(atMs, view, widthPx), atMs, labelled: (first + at) % every === 0 }
  })
}
