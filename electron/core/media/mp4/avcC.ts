import { IndexUnusable } from '../strips/boxes.ts'

/** What a decoder of H.264 must know before the first picture (ISO/IEC 14496-15, `avcC`). */
export interface AvcC {
  readonly profile: number
  readonly compatibility: number
  readonly level: number
  /** Bytes of the length before each NAL unit: 1, 2 or 4. */
  readonly lengthBytes: number
  /** Sequence parameter sets, then picture parameter sets, without start codes. */
  readonly sps: readonly Buffer[]
  readonly pps: readonly Buffer[]
  readonly sets: readonly Buffer[]
}

/** Size of the fixed part of a visual sample entry, behind which its own boxes lie. */
export const visualEntryBytes = 78

/** @throws IndexUnusable */
export function readAvcC(avcC: Buffer): AvcC {
  if (avcC.length < 7) throw new IndexUnusable('it lacks the parameters of its H.264')
  let at = 5
  const [sps = [], pps = []] = [0x1f, 0xff].map(mask => {
    const sets: Buffer[] = []
    const count = (avcC[at] ?? 0) & mask
    at += 1
    for (let set = 0; set < count; set++) {
      if (at + 2 > avcC.length) throw new IndexUnusable('the parameters of its H.264 are cut off')
      const length = avcC.readUInt16BE(at)
      if (at + 2 + length > avcC.length) throw new IndexUnusable('the parameters of its H.264 are cut off')
      sets.push(avcC.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
    return sets
  })
  return {
    profile: avcC[1] ?? 0,
    compatibility: avcC[2] ?? 0,
    level: avcC[3] ?? 0,
    lengthBytes: ((avcC[4] ?? 0) & 3) + 1,
    sps,
    pps,
    sets: [...sps, ...pps],
  }
}
