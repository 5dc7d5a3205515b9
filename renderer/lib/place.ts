/** A moment, or a stretch, of the lesson clock. */
export type Place = { atMs: number; toMs?: number | undefined }

/** The range that is set, in order; undefined unless both ends are. */
export function rangeOf({
  inMs,
  outMs,
}: {
  readonly inMs: number | undefined
  readonly outMs: number | undefined
}): { atMs: number; toMs: number } | undefined {
  if (inMs === undefined || outMs === undefined || inMs === outMs) return undefined
  return { atMs: Math.min(inMs, outMs), toMs: Math.max(inMs, outMs) }
}
