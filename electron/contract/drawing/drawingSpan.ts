/** How long the drawing of a comment on a moment is shown. */
export const MOMENT_DRAWN_MS = 3_000

export interface DrawnSpan {
  readonly fromMs: number
  readonly toMs: number
}

/** When a comment's drawing is on the picture, on the lesson clock: up to and without `toMs`. */
export const drawingSpan = ({
  atMs,
  toMs,
}: {
  readonly atMs: number
  readonly toMs?: number | undefined
}): DrawnSpan => ({
  fromMs: atMs,
  toMs: toMs !== undefined && toMs > atMs ? toMs : atMs + MOMENT_DRAWN_MS,
})
