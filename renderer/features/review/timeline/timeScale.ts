/** The stretch of the lesson that the timeline shows, in milliseconds of the lesson clock. */
export type View = { fromMs: number; toMs: number }

export type Tick = { atMs: number; label: string }

/** Zoomed in furthest, this much fills the timeline: a few dozen frames. */
export const SHORTEST_VIEW_MS = 1_000

const shortestFor = (durationMs: number) => Math.min(SHORTEST_VIEW_MS, Math.max(1, durationMs))

export const wholeLesson = (durationMs: number): View => ({ fromMs: 0, toMs: Math.max(1, durationMs) })

export const spanOf = (view: View): number => Math.max(1, view.toMs - view.fromMs)

/** Keeps a view inside the lesson without changing its length, unless it is longer than the lesson or too short. */
export function clampView(view: View, durationMs: number): View {
  const whole = Math.max(1, durationMs)
  const span = Math.min(Math.max(spanOf(view), shortestFor(whole)), whole)
  const fromMs = Math.min(Math.max(0, view.fromMs), whole - span)
  return { fromMs, toMs: fromMs + span }
}

/** Zooms by `factor` (above 1: closer) so that the moment `aroundMs` stays under the same pixel. */
export function zoomView(view: View, factor: number, aroundMs: number, durationMs: number): View {
  const whole = Math.max(1, durationMs)
  const span = spanOf(view)
  const wanted = Math.min(Math.max(span / factor, shortestFor(whole)), whole)
  const share = (Math.min(Math.max(aroundMs, view.fromMs), view.toMs) - view.fromMs) / span
  const fromMs = aroundMs - share * wanted
  return clampView({ fromMs, toMs: fromMs + wanted }, durationMs)
}

export const panView = (view: View, byMs: number, durationMs: number): View =>
  clampView({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, durationMs)

/**
 * Turns the page when the playhead leaves the view: it then stands at a tenth from the left, so that what comes next is
 * seen. A moment that is in view leaves the view as it is (the very same object).
 */
export function followView(view: View, atMs: number, durationMs: number): View {
  if (atMs >= view.fromMs && atMs <= view.toMs) return view
  const span = spanOf(view)
  const fromMs = atMs - span / 10
  return clampView({ fromMs, toMs: fromMs + span }, durationMs)
}

/** Pixels from the left edge of a track that is `widthPx` wide; may lie outside it. */
export const xOf = (atMs: number, view: View, widthPx: number): number =>
  ((atMs - view.fromMs) / spanOf(view)) * widthPx

/** The moment under a pixel, kept inside the view. @returns whole milliseconds */
export function msAt(xPx: number, view: View, widthPx: number): number {
  const share = widthPx <= 0 ? 0 : Math.min(1, Math.max(0, xPx / widthPx))
  return Math.round(view.fromMs + share * spanOf(view))
}

const steps = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000,
]

/** Round steps with room for a label between two of them. */
export const tickStepMs = (view: View, widthPx: number, roomPx = 84): number => {
  const least = (spanOf(view) / Math.max(1, widthPx)) * roomPx
  return steps.find(step => step >= least) ?? 3_600_000
}

/** The ruler's labelled moments, each a multiple of the step; `format` is told how many fraction digits it needs. */
export function ticksOf(view: View, widthPx: number, format: (ms: number, digits: 0 | 1) => string): Tick[] {
  const step = tickStepMs(view, widthPx)
  const digits = step < 1_000 ? 1 : 0
  const ticks: Tick[] = []
  for (let atMs = Math.ceil(view.fromMs / step) * step; atMs <= view.toMs; atMs += step)
    ticks.push({ atMs, label: format(atMs, digits) })
  return ticks
}
