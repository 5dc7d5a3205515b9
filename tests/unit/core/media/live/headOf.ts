import type { TrackHead } from '../../../../../electron/core/media/live/fragmentReader.ts'

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const front = Buffer.alloc(8)
  front.writeUInt32BE(body.length + 8)
  front.write(type, 4, 'latin1')
  return Buffer.concat([front, body])
}

const field = (bytes: number, at: number, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUInt32BE(value, at)
  return buffer
}

const handler = (kind: string) => Buffer.concat([Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(12)])

/** The head of an MP4 that says of its tracks what the reader asks, and nothing else. */
export function headOf(tracks: readonly TrackHead[]): Buffer {
  const traks = tracks.map(({ id, kind, timescale }) =>
    box(
      'trak',
      box('tkhd', field(84, 12, id)),
      box(
        'mdia',
        box('mdhd', field(24, 12, timescale)),
        box('hdlr', handler(kind === 'picture' ? 'vide' : 'soun')),
      ),
    ),
  )
  return Buffer.concat([box('ftyp', Buffer.from('isom')), box('moov', ...traks)])
}
