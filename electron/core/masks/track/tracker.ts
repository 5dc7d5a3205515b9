import type { MaskPlace } from '../../../contract/records/mask.ts'
import {
  contrastOf,
  correlation,
  ellipseGrid,
  findPattern,
  type Grey,
  type Grid,
  leastContrast,
  type Pattern,
  patternOf,
  sample,
} from './pattern.ts'

/** A picture of the recording, small and grey. */
export interface TrackFrame {
  /** On the recording's own clock. */
  readonly atMs: number
  readonly grey: Grey
}

export interface Tracked {
  readonly atMs: number
  /** In pixels of the grey picture. */
  readonly place: MaskPlace
  /** How well it fits what was followed until now, 0 to 1. */
  readonly confidence: number
  /** Sure enough to be kept. */
  readonly sure: boolean
}

/** What is followed looks like itself from picture to picture by more than this, in light that changes and while it turns. */
const sureScore = 0.62
/** Below this it is something else, at once. */
const lostScore = 0.3
/** Hidden or blurred for so long it may come back to where it was; after that it is lost. */
const patienceMs = 280
/** How much of each new look is taken over, so that what turns is still known. */
const refresh = 0.12
const refreshScore = 0.75
const sizes = [0.95, 1, 1.05] as const
/** Another size has to fit better by this, or what breathes would grow. */
const sizeGain = 0.012
const [leastScale, mostScale] = [0.4, 2.5]
/** From one picture to the next it moves by this share of its smaller side at most, and a few pixels. */
const reachShare = 0.7
const reachPx = 6
/** A step goes on like the last one, in part. */
const swing = 0.6

/**
 * Follows what a mask covers from picture to picture by its looks: no model of faces, no training. What it looked like is refreshed as
 * it turns; where it cannot be found it says so and stays.
 */
export class Tracker {
  readonly #grid: Grid
  readonly #first: { readonly width: number; readonly height: number }
  #pattern: Pattern
  #x: number
  #y: number
  #scale = 1
  #step = { x: 0, y: 0 }
  #unsureSince: number | undefined
  #lost = false

  /** @param place in pixels of the grey picture */
  constructor({ grey }: TrackFrame, place: MaskPlace) {
    this.#first = place
    this.#grid = ellipseGrid(place.width, place.height)
    this.#x = place.x + place.width / 2
    this.#y = place.y + place.height / 2
    this.#pattern = patternOf(sample(grey, this.#grid, this.#x, this.#y, 1))
  }

  /** Whether there is something to follow: on an even wall every place looks alike. */
  get hasSomething(): boolean {
    return contrastOf(this.#pattern) >= leastContrast && this.#grid.u.length >= 12
  }

  /** It was not found for too long: what comes next is not followed any more. */
  get lost(): boolean {
    return this.#lost
  }

  #placed(): MaskPlace {
    const [width, height] = [this.#first.width * this.#scale, this.#first.height * this.#scale]
    return { x: this.#x - width / 2, y: this.#y - height / 2, width, height }
  }

  /** How well each size fits at a place. */
  #sizeAt(grey: Grey, x: number, y: number): { scale: number; score: number; pattern: Pattern } {
    const [smaller, same, larger] = sizes.map(factor => {
      const scale = Math.min(mostScale, Math.max(leastScale, this.#scale * factor))
      const pattern = patternOf(sample(grey, this.#grid, x, y, scale))
      return { scale, pattern, score: correlation(this.#pattern, pattern) }
    })
    if (!smaller || !same || !larger) throw new RangeError('three sizes are compared')
    const other = smaller.score > larger.score ? smaller : larger
    return other.score > same.score + sizeGain ? other : same
  }

  next({ atMs, grey }: TrackFrame): Tracked {
    const side = Math.min(this.#first.width, this.#first.height) * this.#scale
    const found = findPattern(grey, this.#pattern, this.#grid, {
      x: this.#x + this.#step.x * swing,
      y: this.#y + this.#step.y * swing,
      scale: this.#scale,
      reach: Math.ceil(side * reachShare) + reachPx,
    })
    const sized = found && this.#sizeAt(grey, found.x, found.y)
    const confidence = Math.max(0, found?.score ?? 0, sized?.score ?? 0)
    if (!found || !sized || confidence < sureScore) return this.#unsure(atMs, confidence)
    this.#unsureSince = undefined
    this.#step = { x: found.x - this.#x, y: found.y - this.#y }
    this.#x = found.x
    this.#y = found.y
    this.#scale = sized.scale
    if (confidence >= refreshScore) this.#refresh(sized.pattern)
    return { atMs, place: this.#placed(), confidence, sure: true }
  }

  #unsure(atMs: number, confidence: number): Tracked {
    this.#unsureSince ??= atMs
    this.#step = { x: 0, y: 0 }
    // Time may run either way.
    if (confidence < lostScore || Math.abs(atMs - this.#unsureSince) > patienceMs) this.#lost = true
    return { atMs, place: this.#placed(), confidence, sure: false }
  }

  #refresh(seen: Pattern): void {
    const { values, length } = this.#pattern
    // Both at one contrast, or a bright moment would count for more.
    const gain = seen.length === 0 ? 0 : length / seen.length
    this.#pattern = patternOf(
      values.map((value, i) => value * (1 - refresh) + (seen.values[i] ?? 0) * gain * refresh),
    )
  }
}
