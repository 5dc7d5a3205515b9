/** A picture of the filmstrip and when it was on, on the recording's own clock. */
export type Tile = { atMs: number; picture: ImageBitmap }

/** Puts new pictures among those that are there, by time. */
export const withTiles = (tiles: readonly Tile[], more: readonly Tile[]): readonly Tile[] =>
  [...tiles, ...more].sort((a, b) => a.atMs - b.atMs)

/** The item nearest to a moment. @param items by time */
export function nearest<T extends { atMs: number }>(items: readonly T[], atMs: number): T | undefined {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.atMs ?? 0) < atMs) low = middle + 1
    else high = middle
  }
  const after = items[low]
  const before = items[low - 1]
  if (!before || !after) return before ?? after
  return atMs - before.atMs <= after.atMs - atMs ? before : after
}

/**
 * The places of pictures side by side across a view; they are tied to the lesson's clock, so that they move with it and do not
 * swim when it scrolls.
 */
export function cellsOf(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  widthPx: number,
  cellPx: number,
): { leftPx: number; atMs: number }[] {
  const msPerPx = (toMs - fromMs) / Math.max(1, widthPx)
  const scrollPx = fromMs / msPerPx
  const cells: { leftPx: number; atMs: number }[] = []
  for (let nth = Math.floor(scrollPx / cellPx); nth * cellPx < scrollPx + widthPx; nth++)
    cells.push({ leftPx: nth * cellPx - scrollPx, atMs: (nth + 0.5) * cellPx * msPerPx })
  return cells
}
