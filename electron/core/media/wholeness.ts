import { open } from 'node:fs/promises'
import { readElement } from './ebml.ts'
import type { FileHead } from './fileHead.ts'

/** Whether the file holds all that its own structure announces. */
export interface Wholeness {
  /** The structure announces more bytes than there are, or its index is not there at all. */
  readonly cutOff: boolean
  /** Only for MP4 and its family: the movie box is there. */
  readonly hasIndex: boolean
}

const whole: Wholeness = { cutOff: false, hasIndex: true }
/** Enough for any real file; a forged row of tiny boxes must not keep us reading. */
const maxBoxes = 4000

const boxTypes = new Set([
  'ftyp',
  'moov',
  'mdat',
  'wide',
  'free',
  'skip',
  'styp',
  'moof',
  'sidx',
  'mfra',
  'meta',
  'uuid',
  'udta',
  'pnot',
  'ssix',
  'emsg',
  'prft',
  'pdin',
])

/** Walks the top-level boxes of an MP4 or MOV, reading 16 bytes of each. */
async function walkBoxes(file: string, sizeBytes: number): Promise<Wholeness> {
  const handle = await open(file, 'r')
  try {
    const header = Buffer.alloc(16)
    let at = 0
    let hasIndex = false
    for (let boxes = 0; at + 8 <= sizeBytes && boxes < maxBoxes; boxes++) {
      await handle.read(header, 0, 16, at)
      const type = header.toString('latin1', 4, 8)
      if (type === 'moov') hasIndex = true
      let length = header.readUInt32BE(0)
      if (length === 0) return { cutOff: !hasIndex, hasIndex }
      if (length === 1) length = Number(header.readBigUInt64BE(8))
      // Some writers leave rubbish behind the last box (music tags, padding): it announces nothing.
      if (length < 8 || !boxTypes.has(type)) return { cutOff: !hasIndex, hasIndex }
      at += length
    }
    return { cutOff: at > sizeBytes || !hasIndex, hasIndex }
  } finally {
    await handle.close()
  }
}

function riff(head: Buffer, sizeBytes: number): Wholeness {
  const announced = head.length >= 8 ? head.readUInt32LE(4) : 0
  // 0 and all ones: written to a pipe, or larger than the field can say.
  if (announced === 0 || announced >= 0xfffffff0) return whole
  return { cutOff: announced + 8 > sizeBytes + 1, hasIndex: true }
}

/** The segment says how long it is, unless it was written live. */
function matroska(head: Buffer, sizeBytes: number): Wholeness {
  const header = readElement(head, 0)
  const segment = header && readElement(head, header.endAt)
  if (!segment || !Number.isFinite(segment.bodyBytes)) return whole
  return { cutOff: segment.bodyAt + segment.bodyBytes > sizeBytes, hasIndex: true }
}

/** ID3's size is 4 × 7 bits; a file that is all tag lost its sound. */
function id3(head: Buffer, sizeBytes: number): Wholeness {
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0)
  return { cutOff: size + 10 >= sizeBytes, hasIndex: true }
}

/**
 * Looks at the structure alone, in a few small reads whatever the file's length. What we have no rule for counts as whole.
 */
export async function wholeness(file: string, { head, sizeBytes }: FileHead): Promise<Wholeness> {
  const magic = head.toString('latin1', 0, 4)
  const type = head.toString('latin1', 4, 8)
  if (/^(ftyp|moov|mdat|wide|free|skip|styp|moof|sidx|pnot)$/.test(type)) return walkBoxes(file, sizeBytes)
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) return matroska(head, sizeBytes)
  if (magic === 'RIFF') return riff(head, sizeBytes)
  if (magic.startsWith('ID3')) return id3(head, sizeBytes)
  if (magic.startsWith('FLV')) return { cutOff: sizeBytes < 32, hasIndex: true }
  return whole
}
