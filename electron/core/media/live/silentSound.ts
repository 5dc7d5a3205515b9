import type { Sample } from './fragmentReader.ts'

/** One AAC-LC frame in which nothing sounds, whatever the sample rate. */
const silentFrames: readonly Buffer[] = [
  Buffer.from([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80]),
  Buffer.from([0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80]),
]
/** Samples in a frame of AAC. */
export const frameTicks = 1024

/** Silence of whole frames that fits between two times, in ticks of the sound. Pure. */
export function silence(from: number, to: number, channels: number): Sample[] {
  const data = silentFrames[channels > 1 ? 1 : 0] ?? Buffer.alloc(0)
  const count = Math.max(0, Math.floor((to - from) / frameTicks))
  return Array.from({ length: count }, (_, nth) => ({
    track: 'sound',
    pts: from + nth * frameTicks,
    ticks: frameTicks,
    key: true,
    data,
  }))
}
