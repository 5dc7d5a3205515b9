/** A moment closer than this counts as where we are, so that N pressed twice goes on. */
const HERE_MS = 40

/** The first mark after the moment, or undefined where there is none. @param marksMs ascending */
export const nextMark = (marksMs: readonly number[], atMs: number): number | undefined =>
  marksMs.find(ms => ms > atMs + HERE_MS)

/** The last mark before the moment. @param marksMs ascending */
export const previousMark = (marksMs: readonly number[], atMs: number): number | undefined =>
  marksMs.findLast(ms => ms < atMs - HERE_MS)
