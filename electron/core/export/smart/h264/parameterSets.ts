import { NotCopyable } from './units.ts'

/** What a sequence parameter set says that decides whether its pictures can stand beside ours. */
export interface SequenceSet {
  readonly id: number
  readonly profile: number
  /** 1 is 4:2:0. */
  readonly chroma: number
  readonly bitDepth: number
  /** In macroblocks of 16 pixels, before cropping. */
  readonly widthBlocks: number
  readonly heightBlocks: number
  /** Every picture is one whole frame, never two fields. */
  readonly framesOnly: boolean
}

/** Reads bits, Exp-Golomb numbers among them, behind the bytes that keep start codes from appearing by chance. */
function bitReader(set: Buffer) {
  const bytes: number[] = []
  let zeros = 0
  for (const byte of set.subarray(1)) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0
      continue
    }
    zeros = byte === 0 ? zeros + 1 : 0
    bytes.push(byte)
  }
  let at = 0
  const bit = (): number => {
    const byte = bytes[at >> 3]
    if (byte === undefined) throw new NotCopyable('its parameters are damaged')
    return (byte >> (7 - (at++ & 7))) & 1
  }
  const bits = (count: number): number => {
    let value = 0
    for (let i = 0; i < count; i++) value = value * 2 + bit()
    return value
  }
  const unsigned = (): number => {
    let leading = 0
    while (bit() === 0) if (++leading > 31) throw new NotCopyable('its parameters are damaged')
    return 2 ** leading - 1 + bits(leading)
  }
  const signed = (): number => {
    const value = unsigned()
    return value & 1 ? (value + 1) / 2 : -value / 2
  }
  return { bit, bits, unsigned, signed }
}

type Bits = ReturnType<typeof bitReader>

function skipScalingList({ signed }: Bits, size: number): void {
  let last = 8
  let next = 8
  for (let i = 0; i < size; i++) {
    if (next !== 0) next = (last + signed() + 256) % 256
    last = next === 0 ? last : next
  }
}

/** Profiles whose sets say what kind of pixels they have (7.3.2.1.1). */
const withChroma = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135])

function readPixels(bits: Bits): Pick<SequenceSet, 'chroma' | 'bitDepth'> {
  const chroma = bits.unsigned()
  if (chroma === 3) bits.bit()
  const bitDepth = Math.max(bits.unsigned(), bits.unsigned()) + 8
  bits.bit()
  const lists = bits.bit() ? (chroma === 3 ? 12 : 8) : 0
  for (let list = 0; list < lists; list++) {
    const present = bits.bit()
    if (present) skipScalingList(bits, list < 6 ? 16 : 64)
  }
  return { chroma, bitDepth }
}

/** @throws NotCopyable where it is damaged */
export function readSequenceSet(set: Buffer): SequenceSet {
  const bits = bitReader(set)
  const profile = bits.bits(8)
  bits.bits(16)
  const id = bits.unsigned()
  const pixels = withChroma.has(profile) ? readPixels(bits) : { chroma: 1, bitDepth: 8 }
  bits.unsigned()
  const orderType = bits.unsigned()
  if (orderType === 0) bits.unsigned()
  else if (orderType === 1) {
    bits.bit()
    bits.signed()
    bits.signed()
    for (let left = Math.min(bits.unsigned(), 255); left > 0; left--) bits.signed()
  }
  bits.unsigned()
  bits.bit()
  const widthBlocks = bits.unsigned() + 1
  const heightUnits = bits.unsigned() + 1
  const framesOnly = bits.bit() === 1
  return {
    id,
    profile,
    ...pixels,
    widthBlocks,
    heightBlocks: framesOnly ? heightUnits : heightUnits * 2,
    framesOnly,
  }
}

/** The number by which slices name a picture parameter set. @throws NotCopyable */
export const pictureSetId = (set: Buffer): number => bitReader(set).unsigned()

/**
 * A number for our own parameter sets that neither a sequence nor a picture set of the recording has: with the same one, decoders
 * would take one for the other (Chromium stops there).
 * @throws NotCopyable where all are taken
 */
export function freeSetId(sps: readonly Buffer[], pps: readonly Buffer[]): number {
  const taken = new Set([...sps.map(set => readSequenceSet(set).id), ...pps.map(pictureSetId)])
  for (let id = 1; id < 32; id++) if (!taken.has(id)) return id
  throw new NotCopyable('it uses every number for its parameters')
}
