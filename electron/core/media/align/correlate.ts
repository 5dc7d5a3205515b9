import { emptySpectrum, Fft, type Spectrum } from './fft.ts'

/** Values that are transformed at a time; a lesson is made of many such blocks, so that nothing takes long at once. */
const BLOCK = 8192

/** The blocks of a row as spectra of twice their length. */
function spectraOf(row: Float32Array, fft: Fft): Spectrum[] {
  return Array.from({ length: Math.ceil(row.length / BLOCK) }, (_, block) => {
    const spectrum = emptySpectrum(fft.size)
    spectrum.re.set(row.subarray(block * BLOCK, (block + 1) * BLOCK))
    fft.forward(spectrum)
    return spectrum
  })
}

/** Adds a × conj(b). */
function addProduct(sum: Spectrum, a: Spectrum, b: Spectrum): void {
  for (let i = 0; i < sum.re.length; i++) {
    const [p, q] = [a.re[i] ?? 0, a.im[i] ?? 0]
    const [r, s] = [b.re[i] ?? 0, b.im[i] ?? 0]
    sum.re[i] = (sum.re[i] ?? 0) + p * r + q * s
    sum.im[i] = (sum.im[i] ?? 0) + q * r - p * s
  }
}

/**
 * How alike two rows are at every shift of the second: Σ a[i + lag] × b[i] for each lag from −(b.length − 1) to a.length − 1.
 * @param sum where it is added; index `lag + b.length − 1`
 * @param breathe called between blocks, so that a host can do other things
 */
export async function addCorrelation(
  sum: Float64Array,
  a: Float32Array,
  b: Float32Array,
  breathe: () => Promise<void>,
): Promise<void> {
  const fft = new Fft(2 * BLOCK)
  const [as, bs] = [spectraOf(a, fft), spectraOf(b, fft)]
  // Blocks that lie equally far apart share one way back.
  for (let apart = 1 - bs.length; apart < as.length; apart++) {
    const product = emptySpectrum(fft.size)
    for (let at = Math.max(0, apart); at < as.length && at - apart < bs.length; at++) {
      const [one, other] = [as[at], bs[at - apart]]
      if (one && other) addProduct(product, one, other)
    }
    fft.inverse(product)
    for (let within = 1 - BLOCK; within < BLOCK; within++) {
      const index = apart * BLOCK + within + b.length - 1
      if (index < 0 || index >= sum.length) continue
      sum[index] = (sum[index] ?? 0) + (product.re[within < 0 ? within + fft.size : within] ?? 0)
    }
    await breathe()
  }
}
