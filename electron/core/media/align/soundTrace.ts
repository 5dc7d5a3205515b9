import { emptySpectrum, Fft } from './fft.ts'

/** What recordings are compared by: narrow enough for a telephone's microphone, fine enough for an eighth of a millisecond. */
export const SAMPLE_RATE = 8000
/** Samples from one look at the loudness to the next: 20 ms. */
export const HOP = 160
const WINDOW = 512
/** Hz. What lies lower is rumble and mains hum, what lies higher few microphones in a room hear alike. */
const EDGES = [160, 260, 400, 600, 860, 1200, 1700, 2400, 3500] as const
export const BANDS = EDGES.length - 1

/** Anything this far below a band's loud moments counts as silence: 45 dB, in nepers of power. */
const FLOOR = 10.4
/** A second around each look is its neighbourhood: what stays the same for longer (a fan, the gain) says nothing. */
const NEIGHBOURS = 25
/** A bang must not outweigh all words. */
const MOST = 3
/** A band whose loudness never moves by so much (nepers) carries no events. */
const LEAST_MOVEMENT = 0.25

/** A recording's sound as it is compared: its samples, and how each band's loudness moves. */
export interface SoundTrace {
  readonly samples: Int16Array
  /** One row a band, one value a hop; mean 0 and spread about 1 where the band has events, else all 0. */
  readonly bands: readonly Float32Array[]
}

/** A list of numbers that grows without being copied at every step. */
class Growing<T extends Int16Array | Float32Array> {
  private used = 0
  private room: T
  private readonly make: (length: number) => T
  constructor(make: (length: number) => T) {
    this.make = make
    this.room = make(1 << 16)
  }
  push(values: ArrayLike<number>): void {
    if (this.used + values.length > this.room.length) {
      const larger = this.make(Math.max(this.room.length * 2, this.used + values.length))
      larger.set(this.room)
      this.room = larger
    }
    this.room.set(values, this.used)
    this.used += values.length
  }
  get length(): number {
    return this.used
  }
  values(): T {
    return this.room.subarray(0, this.used) as T
  }
}

/** Takes 16-bit samples of one channel as they come and makes the trace of them. */
export function traceSound(): { push(bytes: Buffer): void; end(): SoundTrace } {
  const samples = new Growing(length => new Int16Array(length))
  const loudness = new Growing(length => new Float32Array(length))
  const fft = new Fft(WINDOW)
  const spectrum = emptySpectrum(WINDOW)
  const window = Float64Array.from(
    { length: WINDOW },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW),
  )
  const bins = EDGES.map(hz => Math.round((hz * WINDOW) / SAMPLE_RATE))
  let half: Buffer = Buffer.alloc(0)
  let next = 0

  const look = () => {
    const all = samples.values()
    const row = new Float32Array(BANDS)
    for (; next + WINDOW <= all.length; next += HOP) {
      for (let i = 0; i < WINDOW; i++) {
        spectrum.re[i] = (all[next + i] ?? 0) * (window[i] ?? 0)
        spectrum.im[i] = 0
      }
      fft.forward(spectrum)
      for (let band = 0; band < BANDS; band++) {
        let power = 1
        for (let bin = bins[band] ?? 0; bin < (bins[band + 1] ?? 0); bin++)
          power += (spectrum.re[bin] ?? 0) ** 2 + (spectrum.im[bin] ?? 0) ** 2
        row[band] = Math.log(power)
      }
      loudness.push(row)
    }
  }
  return {
    push: bytes => {
      const whole = half.length > 0 ? Buffer.concat([half, bytes]) : bytes
      const count = whole.length >> 1
      const piece = new Int16Array(count)
      for (let i = 0; i < count; i++) piece[i] = whole.readInt16LE(2 * i)
      half = whole.subarray(2 * count)
      samples.push(piece)
      look()
    },
    end: () => ({ samples: samples.values(), bands: bandsOf(loudness.values()) }),
  }
}

/** How each band's loudness moves around its own neighbourhood. @param loudness rows of `BANDS` values, nepers */
function bandsOf(loudness: Float32Array): Float32Array[] {
  const hops = Math.floor(loudness.length / BANDS)
  return Array.from({ length: BANDS }, (_, band) => {
    const row = new Float32Array(hops)
    for (let i = 0; i < hops; i++) row[i] = loudness[i * BANDS + band] ?? 0
    return movement(row)
  })
}

function movement(row: Float32Array): Float32Array {
  const loud = row.toSorted()[Math.floor(row.length * 0.95)] ?? 0
  const least = loud - FLOOR
  const sums = new Float64Array(row.length + 1)
  for (let i = 0; i < row.length; i++) {
    row[i] = Math.max(least, row[i] ?? 0)
    sums[i + 1] = (sums[i] ?? 0) + (row[i] ?? 0)
  }
  const moved = new Float32Array(row.length)
  let squares = 0
  for (let i = 0; i < row.length; i++) {
    const from = Math.max(0, i - NEIGHBOURS)
    const to = Math.min(row.length, i + NEIGHBOURS + 1)
    const value = (row[i] ?? 0) - ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from)
    moved[i] = value
    squares += value * value
  }
  const spread = Math.sqrt(squares / Math.max(1, row.length))
  if (spread < LEAST_MOVEMENT) return moved.fill(0)
  for (let i = 0; i < moved.length; i++) moved[i] = Math.min(MOST, Math.max(-MOST, (moved[i] ?? 0) / spread))
  return moved
}
