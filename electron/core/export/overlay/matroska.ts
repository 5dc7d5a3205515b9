/** Just enough of Matroska (RFC 9559) to hand PNGs with exact times to ffmpeg: a header, then one cluster a picture. */

function vint(value: number): Buffer {
  // Eight bytes always: sizes need no guessing, and a few bytes more do not matter here.
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value) | (1n << 56n))
  return bytes
}

function element(id: number, content: Buffer): Buffer {
  const hex = id.toString(16)
  return Buffer.concat([Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'), vint(content.length), content])
}

function unsigned(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return element(id, bytes)
}

const ascii = (id: number, text: string) => element(id, Buffer.from(text, 'ascii'))

/** Windows' picture header, which names the codec by four letters: what Matroska has for PNG. */
function bitmapHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(width, 4)
  header.writeInt32LE(height, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  header.write('MPNG', 16, 'ascii')
  return header
}

export interface PictureTrack {
  readonly width: number
  readonly height: number
}

function trackEntry(track: PictureTrack, number: number): Buffer {
  const video = element(0xe0, Buffer.concat([unsigned(0xb0, track.width), unsigned(0xba, track.height)]))
  return element(
    0xae,
    Buffer.concat([
      unsigned(0xd7, number),
      unsigned(0x73c5, number),
      unsigned(0x83, 1),
      unsigned(0x9c, 0),
      ascii(0x86, 'V_MS/VFW/FOURCC'),
      element(0x63a2, bitmapHeader(track.width, track.height)),
      video,
    ]),
  )
}

/** Half a millisecond. */
const tickNs = 500_000

/** The file's beginning. Tracks are numbered from 1, in their order. */
export function matroskaHead(tracks: readonly PictureTrack[]): Buffer {
  const ebml = element(
    0x1a45dfa3,
    Buffer.concat([
      unsigned(0x4286, 1),
      unsigned(0x42f7, 1),
      unsigned(0x42f2, 4),
      unsigned(0x42f3, 8),
      ascii(0x4282, 'matroska'),
      unsigned(0x4287, 4),
      unsigned(0x4285, 2),
    ]),
  )
  const info = element(
    0x1549a966,
    Buffer.concat([unsigned(0x2ad7b1, tickNs), ascii(0x4d80, 'debrief'), ascii(0x5741, 'debrief')]),
  )
  const entries = element(0x1654ae6b, Buffer.concat(tracks.map((track, i) => trackEntry(track, i + 1))))
  // The segment's size is left open, so that pictures can be appended as they are drawn.
  const segment = Buffer.from('18538067' + '01ffffffffffffff', 'hex')
  return Buffer.concat([ebml, segment, info, entries])
}

/**
 * One picture, shown from `atMs` on: half a millisecond early, as a picture of the recording that it belongs to may have its own time rounded
 * down by less than that. Append pictures in time order.
 */
export function matroskaPicture(trackNumber: number, atMs: number, png: Buffer): Buffer {
  const block = Buffer.from([0x80 | trackNumber, 0, 0, 0x80])
  return element(
    0x1f43b675,
    Buffer.concat([
      unsigned(0xe7, Math.max(0, Math.round(2 * atMs) - 1)),
      element(0xa3, Buffer.concat([block, png])),
    ]),
  )
}
