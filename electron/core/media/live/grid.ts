import { LIVE_CELL_MS } from '../../../contract/api/doors.ts'

/** A live copy is made and sent in stretches of this length, each beginning with a picture of its own. */
export const cellMs = LIVE_CELL_MS

/** How many cells a recording of that length has; at least one. */
export const cellCount = (durationMs: number): number => Math.max(1, Math.ceil(durationMs / cellMs))

/**
 * The cell in which a sample begins; what lies past the stated length belongs to the last one.
 * @param pts in ticks of `timescale`
 */
export function cellOf(pts: number, timescale: number, cells: number): number {
  return Math.min(cells - 1, Math.floor((pts * 1000) / (timescale * cellMs)))
}

/** Where a cell begins, in ticks. */
export const cellStart = (cell: number, timescale: number): number => (cell * cellMs * timescale) / 1000
