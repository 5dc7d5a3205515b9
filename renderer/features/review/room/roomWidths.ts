/** How wide the conversation may be, in px, and whether it stands beside the picture at all. */
export type RoomWidths = { stacked: boolean; leastPx: number; mostPx: number; lanesPx: number }

const LANES_PX = 544
const STREAM_PX = 372
const LEAST_PX = 372
const MOST_PX = 640
/** The picture keeps this much while the window has it. */
const PICTURE_PX = 640

/** In full screen they lie over the picture, and leave this share of it free. */
const FREE_SHARE = 0.4

/**
 * @param chosenPx where the splitter was put; undefined: nowhere yet
 * @param full in full screen the picture is not squeezed
 */
export function roomWidths(windowPx: number, chosenPx: number | undefined, full = false): RoomWidths {
  if (full) {
    const mostPx = Math.min(MOST_PX, Math.round(windowPx * (1 - FREE_SHARE)))
    const leastPx = Math.min(LEAST_PX, mostPx)
    const usual = windowPx <= 1180 ? STREAM_PX : LANES_PX
    return {
      stacked: false,
      leastPx,
      mostPx,
      lanesPx: Math.min(mostPx, Math.max(leastPx, chosenPx ?? usual)),
    }
  }
  const stacked = windowPx < 900
  const usual = windowPx <= 1180 ? STREAM_PX : LANES_PX
  const mostPx = Math.max(LEAST_PX, Math.min(MOST_PX, windowPx - PICTURE_PX))
  const lanesPx = Math.min(mostPx, Math.max(LEAST_PX, chosenPx ?? usual))
  return { stacked, leastPx: LEAST_PX, mostPx, lanesPx: stacked ? windowPx : lanesPx }
}
