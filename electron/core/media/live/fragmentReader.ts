import { boxAt, boxesIn } from '../strips/boxes.ts'

/** A coded picture or frame of sound. Times are in the ticks of its track. */
export interface Sample {
  readonly track: 'picture' | 'sound'
  /** Presentation time, absolute. The copies we make have no reordering, so that it is the decoding time too. */
  readonly pts: number
  readonly ticks: number
  readonly key: boolean
  readonly data: Buffer
}

/** What the head of a fragmented MP4 says of a track. */
export interface TrackHead {
  readonly id: number
  readonly kind: Sample['track']
  /** Ticks a second. */
  readonly timescale: number
}

export interface FragmentHandlers {
  /** The head (`ftyp` and `moov`), once, before any sample. */
  onHead(head: Buffer, tracks: readonly TrackHead[]): void
  onSample(sample: Sample): void
}

const nonSync = 0x0001_0000

/** The tracks of a `moov` that hold a picture or sound. */
export function tracksOf(moov: Buffer): TrackHead[] {
  return boxesIn(moov)
    .filter(({ type }) => type === 'trak')
    .flatMap(({ body }): TrackHead[] => {
      const tkhd = boxAt(body, 'tkhd')
      const mdhd = boxAt(body, 'mdia', 'mdhd')
      const handler = boxAt(body, 'mdia', 'hdlr')?.toString('latin1', 8, 12)
      if (!tkhd || !mdhd || (handler !== 'vide' && handler !== 'soun')) return []
      const id = tkhd.readUInt32BE(tkhd[0] === 1 ? 20 : 12)
      const timescale = mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12)
      return [{ id, kind: handler === 'vide' ? 'picture' : 'sound', timescale }]
    })
}

interface Defaults {
  ticks: number
  bytes: number
  flags: number
}

/** Where `tfhd` keeps what holds for all samples of a fragment. */
function readDefaults(tfhd: Buffer): { id: number; defaults: Defaults } {
  const flags = tfhd.readUInt32BE(0)
  let at = 8
  const field = (flag: number, bytes = 4): number => {
    if (!(flags & flag)) return 0
    const value = bytes === 4 ? tfhd.readUInt32BE(at) : 0
    at += bytes
    return value
  }
  field(0x1, 8)
  field(0x2)
  const ticks = field(0x8)
  const bytes = field(0x10)
  return { id: tfhd.readUInt32BE(4), defaults: { ticks, bytes, flags: field(0x20) } }
}

/** The samples of one `traf`; data is found relative to the beginning of its `moof`. */
function samplesOf(traf: Buffer, tracks: readonly TrackHead[], moofAndData: Buffer): Sample[] {
  const tfhd = boxAt(traf, 'tfhd')
  const tfdt = boxAt(traf, 'tfdt')
  if (!tfhd || !tfdt) return []
  const { id, defaults } = readDefaults(tfhd)
  const track = tracks.find(each => each.id === id)
  if (!track) return []
  // Signed: the encoder's lead-in of the sound lies before 0.
  let pts = tfdt[0] === 1 ? Number(tfdt.readBigInt64BE(4)) : tfdt.readInt32BE(4)
  const samples: Sample[] = []
  for (const { type, body } of boxesIn(traf)) {
    if (type !== 'trun') continue
    const flags = body.readUInt32BE(0)
    const count = body.readUInt32BE(4)
    let at = 8
    const next = (flag: number): number | undefined => {
      if (!(flags & flag)) return undefined
      at += 4
      return body.readUInt32BE(at - 4)
    }
    let from = next(0x1) ?? 0
    const first = next(0x4)
    for (let nth = 0; nth < count; nth++) {
      const ticks = next(0x100) ?? defaults.ticks
      const bytes = next(0x200) ?? defaults.bytes
      const sampleFlags = next(0x400) ?? (nth === 0 ? (first ?? defaults.flags) : defaults.flags)
      const shift = next(0x800) ?? 0
      const data = moofAndData.subarray(from, from + bytes)
      from += bytes
      const key = track.kind === 'sound' || !(sampleFlags & nonSync)
      samples.push({ track: track.kind, pts: pts + (shift | 0), ticks, key, data })
      pts += ticks
    }
  }
  return samples
}

/**
 * Reads the fragmented MP4 that our own ffmpeg writes to a pipe, in whatever pieces it comes.
 * @throws IndexUnusable where a box is not as long as it says
 */
export function fragmentReader({ onHead, onSample }: FragmentHandlers): (piece: Buffer) => void {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let needed = 8
  let head: Buffer = Buffer.alloc(0)
  let moof: Buffer | undefined
  let tracks: readonly TrackHead[] = []

  const take = (box: Buffer) => {
    const type = box.toString('latin1', 4, 8)
    if (type === 'ftyp') head = box
    if (type === 'moov') {
      tracks = tracksOf(box.subarray(8))
      onHead(Buffer.concat([head, box]), tracks)
    }
    if (type === 'moof') moof = box
    if (type === 'mdat' && moof) {
      const whole = Buffer.concat([moof, box])
      for (const each of boxesIn(moof.subarray(8)))
        if (each.type === 'traf') for (const sample of samplesOf(each.body, tracks, whole)) onSample(sample)
      moof = undefined
    }
  }

  return piece => {
    waiting.push(piece)
    waitingBytes += piece.length
    while (waitingBytes >= needed) {
      const bytes = waiting.length === 1 ? (waiting[0] ?? Buffer.alloc(0)) : Buffer.concat(waiting)
      const size = bytes.readUInt32BE(0)
      if (size < 8) throw new Error(`ffmpeg wrote a box of ${size} bytes`)
      if (bytes.length < size) {
        waiting = [bytes]
        needed = size
        return
      }
      take(bytes.subarray(0, size))
      waiting = [bytes.subarray(size)]
      waitingBytes = bytes.length - size
      needed = 8
    }
  }
}
