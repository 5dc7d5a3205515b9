import { clamp, type PictureSize } from '../drawing/geometry.ts'
import type { MaskKeyframe, MaskPlace } from '../records/mask.ts'

/** What is needed to know where a mask is: its places in order of time. */
export interface Moving {
  readonly keyframes: readonly MaskKeyframe[]
}

export interface MaskSpan {
  readonly fromMs: number
  readonly toMs: number
}

/** No mask gets smaller than this on a side, in picture pixels. */
export const leastMaskPx = 4

const placeOf = ({ x, y, width, height }: MaskPlace): MaskPlace => ({ x, y, width, height })

/** Index of the last keyframe that is not later; -1 before the first. */
function before(keyframes: readonly MaskKeyframe[], atMs: number): number {
  let [low, high] = [0, keyframes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keyframes[middle]?.atMs ?? 0) <= atMs) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Where a mask is at a moment: between two places evenly, before the first and behind the last one standing still. Not rounded. */
export function placeAt({ keyframes }: Moving, atMs: number): MaskPlace {
  const at = before(keyframes, atMs)
  const a = keyframes[Math.max(0, at)]
  if (!a) throw new RangeError('a mask has a place')
  const b = keyframes[at + 1]
  if (at < 0 || !b) return placeOf(a)
  const share = (atMs - a.atMs) / (b.atMs - a.atMs)
  const between = (from: number, to: number) => from + (to - from) * share
  return {
    x: between(a.x, b.x),
    y: between(a.y, b.y),
    width: between(a.width, b.width),
    height: between(a.height, b.height),
  }
}

/** Every place that a mask has between two moments: its ends, and where it turns. */
export function placesWithin(moving: Moving, fromMs: number, toMs: number): MaskPlace[] {
  const { keyframes } = moving
  const [first, last] = [before(keyframes, fromMs) + 1, before(keyframes, toMs)]
  return [
    placeAt(moving, fromMs),
    ...keyframes.slice(first, last + 1).map(placeOf),
    ...(toMs > fromMs ? [placeAt(moving, toMs)] : []),
  ]
}

/** Whether a mask stands still between two moments. */
export function standsStill(moving: Moving, fromMs: number, toMs: number): boolean {
  const [first, ...others] = placesWithin(moving, fromMs, toMs)
  return others.every(
    ({ x, y, width, height }) =>
      x === first?.x && y === first.y && width === first.width && height === first.height,
  )
}

/** The nearest whole pixels that lie in the picture; it keeps its size where that fits. */
export function placeWithin(place: MaskPlace, picture: PictureSize): MaskPlace {
  const side = (length: number, most: number) => clamp(Math.round(length), Math.min(leastMaskPx, most), most)
  const [width, height] = [side(place.width, picture.width), side(place.height, picture.height)]
  return {
    x: clamp(Math.round(place.x), 0, picture.width - width),
    y: clamp(Math.round(place.y), 0, picture.height - height),
    width,
    height,
  }
}

/** With one more place; what stood at that very moment gives way. */
export function withKeyframe(keyframes: readonly MaskKeyframe[], keyframe: MaskKeyframe): MaskKeyframe[] {
  const at = before(keyframes, keyframe.atMs)
  const same = keyframes[at]?.atMs === keyframe.atMs
  return [...keyframes.slice(0, same ? at : at + 1), keyframe, ...keyframes.slice(at + 1)]
}

/** Without the place at that moment; the last one stays. */
export const withoutKeyframe = (keyframes: readonly MaskKeyframe[], atMs: number): MaskKeyframe[] =>
  keyframes.length > 1 ? keyframes.filter(each => each.atMs !== atMs) : [...keyframes]

/** The nearest place behind a moment, or before it. */
export function neighbourKeyframe(
  keyframes: readonly MaskKeyframe[],
  atMs: number,
  towards: 'next' | 'previous',
): MaskKeyframe | undefined {
  return towards === 'next'
    ? keyframes.find(each => each.atMs > atMs)
    : keyframes.findLast(each => each.atMs < atMs)
}

const sides = ['x', 'y', 'width', 'height'] as const

/**
 * Leaves out places between which a straight line does as well (Douglas–Peucker over time): no side is ever further than `tolerancePx`
 * from where it was. Places by hand stay. Pure.
 */
export function thinned(keyframes: readonly MaskKeyframe[], tolerancePx: number): MaskKeyframe[] {
  const kept = new Set<number>()
  keyframes.forEach(({ byHand }, i) => {
    if (byHand || i === 0 || i === keyframes.length - 1) kept.add(i)
  })
  const fixed = [...kept].sort((a, b) => a - b)
  const stretches = fixed.slice(1).map((to, i) => [fixed[i] ?? 0, to] as const)
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [from, to] = stretch
    const ends = { keyframes: [keyframes[from], keyframes[to]].flatMap(each => each ?? []) }
    let [worst, far] = [-1, tolerancePx]
    for (let i = from + 1; i < to; i++) {
      const own = keyframes[i]
      if (!own) continue
      const straight = placeAt(ends, own.atMs)
      const away = Math.max(...sides.map(each => Math.abs(straight[each] - own[each])))
      if (away > far) [worst, far] = [i, away]
    }
    if (worst === -1) continue
    kept.add(worst)
    stretches.push([from, worst], [worst, to])
  }
  return keyframes.filter((_, i) => kept.has(i))
}
