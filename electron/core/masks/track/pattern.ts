/** A grey picture, a byte a pixel, rows from the top. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** Points of what is followed, around its middle, in pixels of the grey picture at the size at which it was first seen. */
export interface Grid {
  readonly u: Float32Array
  readonly v: Float32Array
}

/** More points would only be slower. */
const mostPoints = 1500

/** The points of an ellipse, as dense as is worth while: what lies in the corners of a box is most often not what is followed. */
export function ellipseGrid(width: number, height: number): Grid {
  const step = Math.max(1, Math.sqrt((Math.PI * width * height) / 4 / mostPoints))
  const [u, v]: [number[], number[]] = [[], []]
  for (let y = -height / 2 + step / 2; y < height / 2; y += step)
    for (let x = -width / 2 + step / 2; x < width / 2; x += step)
      if ((2 * x) ** 2 / width ** 2 + (2 * y) ** 2 / height ** 2 <= 1) {
        u.push(x)
        v.push(y)
      }
  return { u: Float32Array.from(u), v: Float32Array.from(v) }
}

/** The picture's values at a grid's points around a place, between pixels where they fall there. */
export function sample({ width, height, pixels }: Grey, { u, v }: Grid, x: number, y: number, scale: number) {
  const values = new Float32Array(u.length)
  for (let i = 0; i < u.length; i++) {
    const px = Math.min(width - 1.001, Math.max(0, x + (u[i] ?? 0) * scale - 0.5))
    const py = Math.min(height - 1.001, Math.max(0, y + (v[i] ?? 0) * scale - 0.5))
    const [left, top] = [Math.floor(px), Math.floor(py)]
    const [fx, fy] = [px - left, py - top]
    const at = top * width + left
    const upper = (pixels[at] ?? 0) * (1 - fx) + (pixels[at + 1] ?? 0) * fx
    const lower = (pixels[at + width] ?? 0) * (1 - fx) + (pixels[at + width + 1] ?? 0) * fx
    values[i] = upper * (1 - fy) + lower * fy
  }
  return values
}

/** Values about their mean, with their length; what correlation compares. */
export interface Pattern {
  readonly values: Float32Array
  readonly length: number
}

export function patternOf(values: Float32Array): Pattern {
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / Math.max(1, values.length)
  let square = 0
  const about = values.map(value => {
    square += (value - mean) ** 2
    return value - mean
  })
  return { values: about, length: Math.sqrt(square) }
}

/** Less contrast than this is a wall, on which every place looks like any other; grey levels. */
export const leastContrast = 4

export const contrastOf = ({ values, length }: Pattern): number =>
  length / Math.sqrt(Math.max(1, values.length))

/** Normalised cross-correlation: 1 is alike but for brightness and contrast, 0 has nothing to do with it. */
export function correlation(a: Pattern, b: Pattern): number {
  let product = 0
  for (let i = 0; i < a.values.length; i++) product += (a.values[i] ?? 0) * (b.values[i] ?? 0)
  return a.length * b.length === 0 ? 0 : product / (a.length * b.length)
}

export interface Found {
  readonly x: number
  readonly y: number
  readonly score: number
}

/** Looks for a pattern at whole pixels around a place. */
class Search {
  readonly #grey: Grey
  readonly #pattern: Pattern
  readonly #offsets: Int32Array
  readonly #reach: { readonly x: number; readonly y: number }

  constructor(grey: Grey, pattern: Pattern, { u, v }: Grid, scale: number) {
    this.#grey = grey
    this.#pattern = pattern
    this.#offsets = new Int32Array(u.length)
    let [reachX, reachY] = [0, 0]
    for (let i = 0; i < u.length; i++) {
      const [x, y] = [Math.floor((u[i] ?? 0) * scale), Math.floor((v[i] ?? 0) * scale)]
      this.#offsets[i] = y * grey.width + x
      reachX = Math.max(reachX, Math.abs(x))
      reachY = Math.max(reachY, Math.abs(y))
    }
    this.#reach = { x: reachX, y: reachY }
  }

  within(x: number, y: number): boolean {
    const { width, height } = this.#grey
    return x >= this.#reach.x && y >= this.#reach.y && x < width - this.#reach.x && y < height - this.#reach.y
  }

  score(x: number, y: number): number {
    if (!this.within(x, y)) return -1
    const { pixels, width } = this.#grey
    const { values, length } = this.#pattern
    const offsets = this.#offsets
    const base = y * width + x
    let [sum, square, product] = [0, 0, 0]
    for (let i = 0; i < offsets.length; i++) {
      const value = pixels[base + (offsets[i] ?? 0)] ?? 0
      sum += value
      square += value * value
      product += value * (values[i] ?? 0)
    }
    const spread = square - (sum * sum) / offsets.length
    return spread <= 0 ? 0 : product / (Math.sqrt(spread) * length)
  }
}

/** Where between three neighbours the top of their parabola lies, in steps from the middle one. */
function top(before: number, at: number, after: number): number {
  const bend = before - 2 * at + after
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend))
}

/**
 * The place at which a pattern fits best, within so many pixels of a place; every other pixel first, then around the best ones.
 * @returns undefined where the pattern has no room in the picture
 */
export function findPattern(
  grey: Grey,
  pattern: Pattern,
  grid: Grid,
  {
    x,
    y,
    scale,
    reach,
  }: { readonly x: number; readonly y: number; readonly scale: number; readonly reach: number },
): Found | undefined {
  const search = new Search(grey, pattern, grid, scale)
  const [midX, midY] = [Math.round(x), Math.round(y)]
  let best: Found = { x: midX, y: midY, score: -1 }
  const look = (atX: number, atY: number) => {
    const score = search.score(atX, atY)
    if (score > best.score) best = { x: atX, y: atY, score }
  }
  for (let dy = -reach; dy <= reach; dy += 2)
    for (let dx = -reach; dx <= reach; dx += 2) look(midX + dx, midY + dy)
  const coarse = best
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) if (dx !== 0 || dy !== 0) look(coarse.x + dx, coarse.y + dy)
  if (best.score === -1) return undefined
  const near = (dx: number, dy: number) => search.score(best.x + dx, best.y + dy)
  const beside = { left: near(-1, 0), right: near(1, 0), up: near(0, -1), down: near(0, 1) }
  const fine = (a: number, b: number) => (a === -1 || b === -1 ? 0 : top(a, best.score, b))
  return {
    x: best.x + fine(beside.left, beside.right),
    y: best.y + fine(beside.up, beside.down),
    score: best.score,
  }
}
