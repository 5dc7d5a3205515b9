import { boxesIn, boxOf, IndexUnusable } from '../../../media/strips/boxes.ts'
import { box, u8, u16, u32 } from './movieBox.ts'

export interface ParameterSets {
  readonly profile: number
  readonly compatibility: number
  readonly level: number
  readonly sps: readonly Buffer[]
  readonly pps: readonly Buffer[]
}

/** Both sets of parameters, the recording's and ours, in the header alone: players that look nowhere else find either. */
function avcC({ profile, compatibility, level, sps, pps }: ParameterSets): Buffer {
  const listed = (sets: readonly Buffer[]) => sets.flatMap(set => [u16(set.length), set])
  const high = [100, 110, 122, 144].includes(profile) ? u8(0xfd, 0xf8, 0xf8, 0) : Buffer.alloc(0)
  return box(
    'avcC',
    u8(1, profile, compatibility, level, 0xff, 0xe0 | sps.length),
    ...listed(sps),
    u8(pps.length),
    ...listed(pps),
    high,
  )
}

/** The description of an H.264 track whose pictures have lengths of four bytes. Pure. */
export function pictureEntry(sets: ParameterSets, width: number, height: number): Buffer {
  return box(
    'avc1',
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(16),
    u16(width, height),
    u32(0x480000, 0x480000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    avcC(sets),
  )
}

/** Size of the fixed part of a sound entry by its version; QuickTime has longer ones. */
const soundEntryBytes = [28, 44, 64]

/**
 * The decoder's setup (`esds`) of an AAC track.
 * @throws IndexUnusable where it has none
 */
export function esdsOf(entry: Buffer): Buffer {
  const fixed = soundEntryBytes[entry.length >= 10 ? entry.readUInt16BE(8) : 3]
  if (fixed === undefined || entry.length < fixed) throw new IndexUnusable('its sound is described oddly')
  const boxes = boxesIn(entry.subarray(fixed))
  const wave = boxOf(boxes, 'wave')
  const esds = boxOf(boxes, 'esds') ?? (wave && boxOf(boxesIn(wave), 'esds'))
  if (!esds) throw new IndexUnusable('its sound is described oddly')
  return esds
}

/** The description of an AAC track. Pure. */
export function soundEntry(esds: Buffer, channels: number, sampleRate: number): Buffer {
  return box(
    'mp4a',
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(8),
    u16(channels, 16, 0, 0),
    u32((sampleRate * 0x10000) >>> 0),
    box('esds', esds),
  )
}
