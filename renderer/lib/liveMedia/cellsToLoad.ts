/** Loads this far ahead of the playhead. */
const aheadMs = 30_000
/** A browser gives a page some 150 MB for its buffers. */
export const mostBytes = 96 * 2 ** 20

export interface Loaded {
  readonly cell: number
  readonly bytes: number
}

const cellAt = (atMs: number, cellMs: number, cells: number) =>
  Math.min(cells - 1, Math.max(0, Math.floor(atMs / cellMs)))

const sum = (loaded: readonly Loaded[]) => loaded.reduce((total, { bytes }) => total + bytes, 0)

/** The next cell that is missing at or ahead of the playhead; undefined where enough is there. Pure. */
export function nextCell(
  atMs: number,
  loaded: readonly Loaded[],
  { cells, cellMs }: { readonly cells: number; readonly cellMs: number },
): number | undefined {
  const have = new Set(loaded.map(({ cell }) => cell))
  const first = cellAt(atMs, cellMs, cells)
  const last = Math.min(cells - 1, first + Math.floor(aheadMs / cellMs))
  // The very first cell tells a player that there is something at all.
  if (!have.has(0) && loaded.length === 0) return 0
  for (let cell = first; cell <= last; cell++) if (!have.has(cell)) return cell
  return undefined
}

/** The cells to let go of before more is loaded: those that are farthest from the playhead, never those around it. Pure. */
export function cellsToDrop(
  atMs: number,
  loaded: readonly Loaded[],
  cellMs: number,
  most = mostBytes,
): number[] {
  const now = Math.floor(atMs / cellMs)
  const far = loaded
    .filter(({ cell }) => cell < now - 1 || cell > now + aheadMs / cellMs)
    .toSorted((a, b) => Math.abs(b.cell - now) - Math.abs(a.cell - now))
  const drop: number[] = []
  let left = sum(loaded)
  for (const { cell, bytes } of far) {
    if (left <= most) break
    drop.push(cell)
    left -= bytes
  }
  return drop
}
