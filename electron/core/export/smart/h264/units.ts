/** A recording cannot be copied from as it is stored; the words say why, as the end of a sentence. */
export class NotCopyable extends Error {}

/** Types of NAL units (Rec. ITU-T H.264, table 7-1). */
export const unitType = { slice: 1, idrSlice: 5, sei: 6, sps: 7, pps: 8 } as const

/** Carry no picture: side messages (a camera puts date, place and its own name there), delimiters, ends, filling. */
const sideTypes = new Set([6, 9, 10, 11, 12])

export interface Unit {
  readonly type: number
  /** Without its length. */
  readonly bytes: Buffer
}

/**
 * The NAL units of one stored picture.
 * @throws NotCopyable where their lengths do not add up
 */
export function unitsOf(sample: Buffer, lengthBytes: number): Unit[] {
  const units: Unit[] = []
  let at = 0
  while (at < sample.length) {
    const from = at + lengthBytes
    const length = from <= sample.length ? sample.readUIntBE(at, lengthBytes) : Number.POSITIVE_INFINITY
    if (from + length > sample.length) throw new NotCopyable('a picture in it is damaged')
    at = from + length
    if (length === 0) continue
    const bytes = sample.subarray(from, at)
    const head = bytes[0] ?? 0
    if (head & 0x80) throw new NotCopyable('a picture in it is damaged')
    units.push({ type: head & 0x1f, bytes })
  }
  return units
}

const isKnown = (bytes: Buffer, sets: readonly Buffer[]) => sets.some(set => set.equals(bytes))

/**
 * The slices of one stored picture, each behind a length of four bytes: bit for bit what decides how it looks, and nothing else.
 * @param sets the parameter sets of the track
 * @throws NotCopyable where something in it would not mean the same in another file
 */
export function slicesOf(sample: Buffer, lengthBytes: number, sets: readonly Buffer[]): Buffer {
  const units = unitsOf(sample, lengthBytes)
  // As most pictures are stored: nothing to leave out, nothing to write anew.
  const plain = units.every(({ type }) => type === unitType.slice || type === unitType.idrSlice)
  const wholeBytes = units.reduce((sum, { bytes }) => sum + 4 + bytes.length, 0)
  if (plain && lengthBytes === 4 && units.length > 0 && wholeBytes === sample.length) return sample
  const parts: Buffer[] = []
  for (const { type, bytes } of units) {
    if (sideTypes.has(type)) continue
    if (type === unitType.sps || type === unitType.pps) {
      if (isKnown(bytes, sets)) continue
      throw new NotCopyable('its parameters change on the way')
    }
    if (type !== unitType.slice && type !== unitType.idrSlice)
      throw new NotCopyable('it holds more than one layer of pictures')
    const length = Buffer.allocUnsafe(4)
    length.writeUInt32BE(bytes.length)
    parts.push(length, bytes)
  }
  if (parts.length === 0) throw new NotCopyable('a picture in it is empty')
  return Buffer.concat(parts)
}
