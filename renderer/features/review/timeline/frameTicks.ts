import { spanOf, type View, xOf } from './timeScale.ts'

/** Frames are shown from where each has this much room. */
const LEAST_FRAME_PX = 9
const LABEL_PX = 74

/** One frame on the ruler. */
export type FrameTick = { xPx: number; atMs: number; labelled: boolean }

/** Frames that are known, as they come: evenly or not. Which have a label depends on the zoom alone, and so stays while one scrolls. */
function knownTicks(view: View, widthPx: number, times: readonly number[]): FrameTick[] {
  const labelMs = (LABEL_PX / widthPx) * spanOf(view)
  let lastMs = Number.NEGATIVE_INFINITY
  const ticks: FrameTick[] = []
  for (const atMs of times) {
    const labelled = atMs - lastMs >= labelMs
    if (labelled) lastMs = atMs
    if (atMs >= view.fromMs && atMs <= view.toMs)
      ticks.push({ xPx: xOf(atMs, view, widthPx), atMs, labelled })
  }
  return ticks
}

/**
 * Where each frame begins, when the view is that near.
 * @param anchorMs the time of any one frame: frames need not begin at 0
 * @param times when the frames around the view are on, in order, where the file said so; else they are taken to come evenly
 */
export function frameTicks(
  view: View,
  widthPx: number,
  { frameMs, anchorMs, times }: { frameMs: number; anchorMs: number; times?: readonly number[] | undefined },
): FrameTick[] {
  const framePx = (frameMs / spanOf(view)) * widthPx
  if (!(framePx >= LEAST_FRAME_PX)) return []
  if (times) return knownTicks(view, widthPx, times)
  const every = Math.max(1, Math.ceil(LABEL_PX / framePx))
  const first = Math.ceil((view.fromMs - anchorMs) / frameMs)
  const last = Math.floor((view.toMs - anchorMs) / frameMs)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const atMs = anchorMs + (first + at) * frameMs
    return { xPx: xOf(atMs, view, widthPx), atMs, labelled: (first + at) % every === 0 }
  })
}
