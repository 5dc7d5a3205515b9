/** How many pictures a strip holds at most: on a wide screen two of them lie in the width of one. */
export const mostTiles = 240
/** Where every picture costs a seek of its own. */
export const mostSoughtTiles = 120
/** Pictures closer than this say the same. */
const leastGapMs = 1000

/** The moments that a strip of `count` pictures at most should show: the middles of equal parts. ms from the first moment. */
export function slotsOf(durationMs: number, most: number): number[] {
  const count = Math.max(1, Math.min(most, Math.round(durationMs / leastGapMs)))
  return Array.from({ length: count }, (_, at) => ((at + 0.5) * durationMs) / count)
}

/**
 * For each slot the keyframe that is nearest to it, each keyframe once, ascending.
 * @param frames by time
 */
export function nearestFrames<F extends { readonly atMs: number }>(
  frames: readonly F[],
  slots: readonly number[],
): F[] {
  const chosen: F[] = []
  let at = 0
  for (const slot of slots) {
    const off = (index: number) => Math.abs((frames[index]?.atMs ?? Number.POSITIVE_INFINITY) - slot)
    while (at + 1 < frames.length && off(at + 1) <= off(at)) at += 1
    const frame = frames[at]
    if (frame && chosen.at(-1) !== frame) chosen.push(frame)
  }
  return chosen
}

/**
 * Splits a strip into rounds that each go over all of it, the first few pictures first and then the ones between: a strip that
 * is half done shows the whole lesson coarsely and not its first half.
 */
export function interleaved<T>(items: readonly T[], rounds: number): T[][] {
  const order = bitReversed(rounds)
  return order.map(round => items.filter((_, at) => at % rounds === round)).filter(group => group.length > 0)
}

/** 0 4 2 6 1 5 3 7: each next one lies as far as can be from those before. @param count a power of two */
function bitReversed(count: number): number[] {
  let order = [0]
  while (order.length < count) order = [...order.map(n => n * 2), ...order.map(n => n * 2 + 1)]
  return order
}
