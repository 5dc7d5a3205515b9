import { z } from 'zod'

/**
 * A strip is what the timeline draws of a recording: its pictures or its sound. It is a file of packets that only ever grows
 * at its end, so that a page can show what is there and ask for the rest later: one byte of kind, four bytes of length
 * (big-endian), then that many bytes.
 */
export const packetKinds = { head: 72, tile: 84, peaks: 80, silences: 83 } as const
export type PacketKind = keyof typeof packetKinds

export interface Packet {
  readonly kind: PacketKind
  readonly bytes: Uint8Array
}

const HEAD_BYTES = 5
/** No packet of ours is near this; a longer one is damage. */
const MOST_BYTES = 8 * 2 ** 20

const kindOf = (code: number): PacketKind | undefined =>
  (Object.keys(packetKinds) as PacketKind[]).find(kind => packetKinds[kind] === code)

export function writePacket({ kind, bytes }: Packet): Uint8Array {
  const packet = new Uint8Array(HEAD_BYTES + bytes.length)
  packet[0] = packetKinds[kind]
  new DataView(packet.buffer).setUint32(1, bytes.length)
  packet.set(bytes, HEAD_BYTES)
  return packet
}

/**
 * Takes the whole packets off the front of what has arrived.
 * @returns them, and how many bytes they took; what is left over is the beginning of the next
 * @throws Error where the bytes are no packets
 */
export function readPackets(bytes: Uint8Array): { packets: Packet[]; usedBytes: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const packets: Packet[] = []
  let at = 0
  while (bytes.length - at >= HEAD_BYTES) {
    const kind = kindOf(view.getUint8(at))
    const length = view.getUint32(at + 1)
    if (!kind || length > MOST_BYTES) throw new Error('this is no strip, or a damaged one')
    if (bytes.length - at - HEAD_BYTES < length) break
    packets.push({ kind, bytes: bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length) })
    at += HEAD_BYTES + length
  }
  return { packets, usedBytes: at }
}

/** First packet of a filmstrip. Times of strips count from the recording's first moment. */
export const filmstripHead = z.object({
  version: z.literal(1),
  tileWidth: z.int().positive(),
  tileHeight: z.int().positive(),
})
export type FilmstripHead = z.infer<typeof filmstripHead>

/** First packet of a waveform: each bucket is its lowest and highest sample, a signed byte each. */
export const waveformHead = z.object({ version: z.literal(1), bucketMs: z.number().positive() })
export type WaveformHead = z.infer<typeof waveformHead>

/** Last packet of a waveform: stretches in which nobody says anything. */
export const silenceList = z.array(z.object({ fromMs: z.int().nonnegative(), toMs: z.int().nonnegative() }))
export type Silence = z.infer<typeof silenceList>[number]

export const jsonPacket = (kind: 'head' | 'silences', value: unknown): Packet => ({
  kind,
  bytes: new TextEncoder().encode(JSON.stringify(value)),
})
export const jsonOf = ({ bytes }: Packet): unknown => JSON.parse(new TextDecoder().decode(bytes))

/** A picture of the filmstrip: the time of its frame, then a JPEG. */
export function tilePacket(atMs: number, jpeg: Uint8Array): Packet {
  const bytes = new Uint8Array(4 + jpeg.length)
  new DataView(bytes.buffer).setUint32(0, Math.max(0, Math.round(atMs)))
  bytes.set(jpeg, 4)
  return { kind: 'tile', bytes }
}

export const tileOf = ({ bytes }: Packet): { atMs: number; jpeg: Uint8Array } => ({
  atMs: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0),
  jpeg: bytes.subarray(4),
})
