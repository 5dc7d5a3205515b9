import type { Box, Size } from './export.types.ts'

/** H.264 in 4:2:0 has no odd sides. */
export const evenSide = (n: number): number => Math.max(2, 2 * Math.round(n / 2))

/** The largest box of `shown`'s proportions in the middle of `room`, on even pixels, at most `most` times as large. Pure. */
export function fitInto(shown: Size, room: Box, most = Number.POSITIVE_INFINITY): Box {
  const scale = Math.min(room.width / shown.width, room.height / shown.height, most)
  const side = (wanted: number, limit: number) => Math.min(evenSide(wanted * scale), limit - (limit % 2))
  const width = side(shown.width, room.width)
  const height = side(shown.height, room.height)
  const start = (from: number, left: number) => 2 * Math.round((from + left / 2) / 2)
  return {
    x: start(room.x, room.width - width),
    y: start(room.y, room.height - height),
    width,
    height,
  }
}
