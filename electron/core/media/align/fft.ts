/** Values in their real and imaginary parts, in place of which a transform writes its outcome. */
export interface Spectrum {
  readonly re: Float64Array
  readonly im: Float64Array
}

export const emptySpectrum = (size: number): Spectrum => ({
  re: new Float64Array(size),
  im: new Float64Array(size),
})

/** The fast Fourier transform of one size: iterative, radix 2, with its factors worked out once. */
export class Fft {
  readonly size: number
  private readonly cos: Float64Array
  private readonly sin: Float64Array
  private readonly order: Uint32Array

  /** @param size a power of two, at least 2 */
  constructor(size: number) {
    if (size < 2 || (size & (size - 1)) !== 0) throw new Error(`${size} is no power of two`)
    this.size = size
    this.cos = new Float64Array(size / 2)
    this.sin = new Float64Array(size / 2)
    for (let k = 0; k < size / 2; k++) {
      this.cos[k] = Math.cos((2 * Math.PI * k) / size)
      this.sin[k] = -Math.sin((2 * Math.PI * k) / size)
    }
    this.order = new Uint32Array(size)
    const bits = Math.log2(size)
    for (let i = 0; i < size; i++) {
      let turned = 0
      for (let bit = 0; bit < bits; bit++) if (i & (1 << bit)) turned |= 1 << (bits - 1 - bit)
      this.order[i] = turned
    }
  }

  forward({ re, im }: Spectrum): void {
    const { size, cos, sin, order } = this
    for (let i = 0; i < size; i++) {
      const j = order[i] ?? 0
      if (j <= i) continue
      const [a, b] = [re[i] ?? 0, im[i] ?? 0]
      re[i] = re[j] ?? 0
      im[i] = im[j] ?? 0
      re[j] = a
      im[j] = b
    }
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half)
      for (let from = 0; from < size; from += 2 * half) {
        for (let k = 0, f = 0; k < half; k++, f += step) {
          const low = from + k
          const high = low + half
          const [c, s] = [cos[f] ?? 0, sin[f] ?? 0]
          const [x, y] = [re[high] ?? 0, im[high] ?? 0]
          const [u, v] = [x * c - y * s, x * s + y * c]
          const [p, q] = [re[low] ?? 0, im[low] ?? 0]
          re[low] = p + u
          im[low] = q + v
          re[high] = p - u
          im[high] = q - v
        }
      }
    }
  }

  /** The way back, scaled so that `inverse(forward(x))` is x. */
  inverse({ re, im }: Spectrum): void {
    // The inverse is the forward transform with both parts exchanged.
    this.forward({ re: im, im: re })
    const { size } = this
    for (let i = 0; i < size; i++) {
      re[i] = (re[i] ?? 0) / size
      im[i] = (im[i] ?? 0) / size
    }
  }
}
