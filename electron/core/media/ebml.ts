/** One element of EBML, the structure of Matroska and WebM. */
export interface Element {
  readonly id: number
  readonly bodyAt: number
  /** Where the next element begins; the end of the data for one of unknown size. */
  readonly endAt: number
  /** As the element says; infinite where it does not know (live recordings). */
  readonly bodyBytes: number
}

/** A variable-length number; with its length marker for ids, without for sizes. Undefined at the end of the data. */
export function readVint(
  data: Buffer,
  at: number,
  keepMarker: boolean,
): { value: number; length: number } | undefined {
  const first = data[at]
  if (first === undefined || first === 0) return undefined
  const length = Math.clz32(first) - 23
  if (at + length > data.length) return undefined
  let value = keepMarker ? first : first & (0xff >> length)
  let allOnes = (first | (0xff << (8 - length))) === (0xff | (0xff << (8 - length)))
  for (let i = 1; i < length; i++) {
    const byte = data[at + i] ?? 0
    allOnes &&= byte === 0xff
    value = value * 256 + byte
  }
  return { value: allOnes && !keepMarker ? Number.POSITIVE_INFINITY : value, length }
}

/** @returns the element that begins at `at`; undefined where none can */
export function readElement(data: Buffer, at: number): Element | undefined {
  const id = readVint(data, at, true)
  const size = id && readVint(data, at + id.length, false)
  if (!id || !size) return undefined
  const bodyAt = at + id.length + size.length
  return { id: id.value, bodyAt, endAt: Math.min(data.length, bodyAt + size.value), bodyBytes: size.value }
}

export const unsigned = (data: Buffer, from: number, to: number) =>
  data.subarray(from, to).reduce((sum, byte) => sum * 256 + byte, 0)
