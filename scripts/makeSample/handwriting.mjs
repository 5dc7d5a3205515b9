import { line } from './ink.mjs'

/**
 * A teacher's printed hand: each letter is the strokes of the pen, in a box 100 high (x-height 52, line at 100), so that
 * it can be written before the eyes of the class. `[width, strokes]`; a stroke is places `x,y`, strokes are parted by `|`.
 */
const hand = {
  1: [34, '8,22 20,6 20,98'],
  3: [54, '8,16 26,4 46,16 44,36 24,46 46,58 50,80 30,98 6,88'],
  4: [58, '34,4 6,64 54,64 | 40,36 40,98'],
  5: [54, '46,5 14,5 10,44 32,40 50,58 44,88 24,98 6,88'],
  6: [54, '42,6 18,28 6,66 16,94 38,94 48,72 36,54 14,60 7,74'],
  8: [54, '44,18 26,4 10,18 16,38 38,54 48,76 30,98 8,82 18,54 40,36 44,18'],
  '=': [60, '8,44 50,44 | 8,66 50,66'],
  '-': [44, '8,70 36,70'],
  ' ': [30, ''],
  a: [48, '38,58 20,50 7,72 14,96 30,92 39,62 | 39,54 39,86 46,98'],
  c: [44, '38,60 22,50 7,72 16,96 38,90'],
  e: [46, '8,74 40,70 30,50 12,56 8,80 22,98 41,88'],
  i: [24, '12,52 12,98 | 12,30 12.5,31'],
  m: [72, '9,52 9,98 | 9,68 22,50 34,62 34,98 | 34,68 48,50 60,62 61,98'],
  p: [50, '9,52 9,132 | 9,66 24,50 42,66 36,94 18,98 9,86'],
  s: [42, '36,58 20,50 9,62 22,74 36,84 24,99 6,92'],
  z: [44, '8,54 36,54 8,97 38,97'],
}
const glyphs = Object.fromEntries(
  Object.entries(hand).map(([letter, [w, strokes]]) => {
    const s = strokes
      .split('|')
      .filter(Boolean)
      .map(stroke =>
        stroke
          .trim()
          .split(' ')
          .map(place => place.split(',').map(Number)),
      )
    return [letter, { w, s }]
  }),
)
const straight = new Set(['4', '1', '=', '-', 'z'])

/** Rounds the corners of a stroke (Catmull-Rom), as a moving hand does. */
function rounded(points) {
  const smooth = []
  for (let i = 0; i < points.length - 1; i++) {
    const [p0, p1, p2, p3] = [
      points[i - 1] ?? points[i],
      points[i],
      points[i + 1],
      points[i + 2] ?? points[i + 1],
    ]
    for (let step = 0; step < 8; step++) {
      const t = step / 8
      smooth.push(
        [0, 1].map(
          k =>
            0.5 *
            (2 * p1[k] +
              (p2[k] - p0[k]) * t +
              (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
              (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t * t * t),
        ),
      )
    }
  }
  return [...smooth, points.at(-1)]
}

/** The strokes of a word whose box begins at x, y (top left). */
export function strokesOf(word, x, y, height) {
  const k = height / 100
  let pen = x
  return [...word].flatMap(letter => {
    const { w, s } = glyphs[letter]
    const placed = s.map(stroke =>
      (straight.has(letter) ? stroke : rounded(stroke)).map(([px, py]) => [pen + px * k, y + py * k]),
    )
    pen += (w + 6) * k
    return placed
  })
}

export const widthOf = (word, height) =>
  [...word].reduce((sum, letter) => sum + ((glyphs[letter].w + 6) * height) / 100, 0)

/** A fraction as one writes it: upper number, bar, lower number. `cx` is its middle, `y` the height of the bar. */
export function fractionStrokes(upper, lower, cx, y, height) {
  const half = Math.max(widthOf(upper, height), widthOf(lower, height)) / 2 + height * 0.12
  return [
    ...strokesOf(upper, cx - widthOf(upper, height) / 2, y - height * 1.18, height),
    [
      [cx - half, y + 1],
      [cx + half, y - 1],
    ],
    ...strokesOf(lower, cx - widthOf(lower, height) / 2, y + height * 0.2, height),
  ]
}

const lengthOf = points =>
  points.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - points[i][0], y - points[i][1]), 0)

/**
 * Draws what has been written so far; without a picture, only tells where the pen is.
 * @param share 0 nothing, 1 all
 * @returns where the pen is
 */
export function write(ctx, strokes, share, colour, width) {
  const lifts = 14 // the way through the air counts a little, as it takes a moment
  const total = strokes.reduce((sum, stroke) => sum + lengthOf(stroke) + lifts, 0)
  let left = total * share
  let pen = strokes[0]?.[0] ?? [0, 0]
  for (const stroke of strokes) {
    if (left <= 0) break
    left -= lifts
    if (left <= 0) {
      const on = 1 + left / lifts
      return [pen[0] + (stroke[0][0] - pen[0]) * on, pen[1] + (stroke[0][1] - pen[1]) * on]
    }
    const drawn = [stroke[0]]
    for (let i = 1; i < stroke.length && left > 0; i++) {
      const piece = Math.hypot(stroke[i][0] - stroke[i - 1][0], stroke[i][1] - stroke[i - 1][1])
      const part = Math.min(1, left / (piece || 1))
      drawn.push([0, 1].map(k => stroke[i - 1][k] + (stroke[i][k] - stroke[i - 1][k]) * part))
      left -= piece
    }
    if (ctx) line(ctx, drawn, colour, width)
    pen = drawn.at(-1)
  }
  return pen
}
