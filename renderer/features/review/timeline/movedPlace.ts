/** Where a comment or a phase stands, in whole milliseconds of the lesson clock. */
export type Stretch = { atMs: number; toMs?: number | undefined }

/** What is taken hold of: the whole, its start, or its end. */
export type Grip = 'all' | 'from' | 'to'

const within = (ms: number, least: number, most: number) => Math.round(Math.min(Math.max(ms, least), most))

/**
 * Moves a place, or one end of it, and keeps it inside the lesson. A moved whole keeps its length; an end stops at the other end;
 * the end of a moment makes it a stretch, and a stretch of nothing is a moment again.
 */
export function movedPlace(place: Stretch, grip: Grip, byMs: number, durationMs: number): Stretch {
  const length = place.toMs === undefined ? 0 : Math.max(0, place.toMs - place.atMs)
  const end = place.atMs + length
  if (grip === 'all') {
    const atMs = within(place.atMs + byMs, 0, Math.max(0, durationMs - length))
    return place.toMs === undefined ? { atMs } : { atMs, toMs: atMs + length }
  }
  const atMs = grip === 'from' ? within(place.atMs + byMs, 0, end) : place.atMs
  const toMs = grip === 'to' ? within(end + byMs, place.atMs, durationMs) : end
  return toMs > atMs ? { atMs, toMs } : { atMs }
}

/** Close to an end of a stretch that is long enough, the pointer takes hold of that end. */
const END_PX = 7

export function gripAt(xPx: number, widthPx: number): Grip {
  if (widthPx < 3 * END_PX) return 'all'
  if (xPx <= END_PX) return 'from'
  return xPx >= widthPx - END_PX ? 'to' : 'all'
}

export const samePlace = (a: Stretch, b: Stretch): boolean => a.atMs === b.atMs && a.toMs === b.toMs
