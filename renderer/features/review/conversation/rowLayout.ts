import type { Side } from './lanes.ts'

/** A comment as the layout needs it. */
export type RowItem = { id: string; atMs: number; side: Side }

/** Everything that starts at one shown time (a whole second), in time order; `label` is where the spine says it. */
export type Row<T extends RowItem> = { startMs: number; items: readonly T[] }

export type Placed<T extends RowItem> = { item: T; topPx: number; heightPx: number; rowAt: number }

export type Layout<T extends RowItem> = {
  /** In time order, so that the page's order is the lesson's. */
  placed: readonly Placed<T>[]
  rowTopsPx: readonly number[]
  heightPx: number
}

/** Between two cards of a lane, and the least between two times of the spine. */
export const CARD_GAP_PX = 8
export const ROW_PX = 30

/** One row per start time. @param items sorted by `atMs` */
export function rowsOf<T extends RowItem>(items: readonly T[]): Row<T>[] {
  const rows: { startMs: number; items: T[] }[] = []
  for (const item of items) {
    const startMs = Math.floor(item.atMs / 1000) * 1000
    const last = rows.at(-1)
    if (last?.startMs === startMs) last.items.push(item)
    else rows.push({ startMs, items: [item] })
  }
  return rows
}

/**
 * Hangs cards on the time spine: a card starts at its row, and its own lane's next card starts below it, so that rows go
 * apart only as far as the longer side asks.
 */
export function layOut<T extends RowItem>(rows: readonly Row<T>[], heightOf: (item: T) => number): Layout<T> {
  const freeFrom: Record<Side, number> = { left: 0, right: 0, one: 0 }
  const placed: Placed<T>[] = []
  const rowTopsPx: number[] = []
  let spineFrom = 0
  for (const [rowAt, row] of rows.entries()) {
    let topPx = spineFrom
    for (const { side } of row.items) topPx = Math.max(topPx, freeFrom[side])
    rowTopsPx.push(topPx)
    const below: Partial<Record<Side, number>> = {}
    for (const item of row.items) {
      const itemTop = below[item.side] ?? topPx
      const heightPx = heightOf(item)
      placed.push({ item, topPx: itemTop, heightPx, rowAt })
      below[item.side] = itemTop + heightPx + CARD_GAP_PX
    }
    for (const side of ['left', 'right', 'one'] as const) freeFrom[side] = below[side] ?? freeFrom[side]
    spineFrom = topPx + ROW_PX
  }
  return { placed, rowTopsPx, heightPx: Math.max(spineFrom, ...Object.values(freeFrom)) }
}

/** Those that touch the window, plus `overPx` above and below. */
export function visible<T extends RowItem>(
  layout: Layout<T>,
  scrollPx: number,
  windowPx: number,
  overPx: number,
): Placed<T>[] {
  return layout.placed.filter(
    ({ topPx, heightPx }) => topPx + heightPx >= scrollPx - overPx && topPx <= scrollPx + windowPx + overPx,
  )
}
