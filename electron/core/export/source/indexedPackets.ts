import { open, stat } from 'node:fs/promises'
import { type Track, trackOf } from '../../media/mp4/track.ts'
import { IndexUnusable } from '../../media/strips/boxes.ts'
import { hasNoFragments, readMoov } from '../../media/strips/readMoov.ts'
import type { Packet, PacketRange, Packets } from './packets.types.ts'

/** An edit list that ends long before its track hides pictures in ways that only a player knows. */
const mostHiddenEndMs = 100

function packetsOf(track: Track, { startMs, fromMs }: PacketRange, untilMs: number): Packet[] {
  const { samples, timescale, edit } = track
  const { pts, duration, key, count } = samples
  const toMs = 1000 / timescale
  const at = (i: number) => ((pts[i] ?? 0) - edit.start) * toMs + edit.waitMs - startMs
  const endMs = count === 0 ? 0 : at(count - 1) + (duration[count - 1] ?? 0) * toMs
  const saidMs = edit.lengthMs === undefined ? endMs : edit.lengthMs + edit.waitMs - startMs
  if (endMs - saidMs > mostHiddenEndMs) throw new IndexUnusable('its edit list ends before its pictures')
  let from = 0
  for (let i = 0; i < count && at(i) <= fromMs; i++) if (key[i] === 1) from = i
  const found: Packet[] = []
  for (let i = from; i < count; i++) {
    const atMs = at(i)
    // Behind the end, all that is shown before it was stored before the next keyframe.
    if (atMs > untilMs && key[i] === 1) break
    const durationMs = (duration[i] ?? 0) * toMs
    const heard = track.handler === 'soun' ? (pts[i] ?? 0) + (duration[i] ?? 0) : (pts[i] ?? 0) + 1
    if (heard > edit.start) found.push({ atMs, durationMs, key: key[i] === 1 })
  }
  return found.sort((a, b) => a.atMs - b.atMs)
}

/**
 * Lists the packets around a stretch from the index of an MP4 or MOV, whatever its length, in the time that reading the index takes.
 * @param untilMs a little behind the stretch
 * @returns undefined where the file has no index that tells it surely; then it has to be asked for packet by packet
 */
export async function indexedPackets(
  file: string,
  range: PacketRange,
  untilMs: number,
): Promise<Packets | undefined> {
  try {
    const { size } = await stat(file)
    const handle = await open(file, 'r')
    try {
      const moov = await readMoov(handle, size)
      const whole = await hasNoFragments(handle, size)
      const list = (stream: number | undefined, handler: string) => {
        if (stream === undefined) return []
        const track = trackOf(moov, stream, whole)
        if (track.handler !== handler)
          throw new IndexUnusable('its tracks stand in another order than its streams')
        return packetsOf(track, range, untilMs)
      }
      return { picture: list(range.picture, 'vide'), sound: list(range.sound, 'soun') }
    } finally {
      await handle.close()
    }
  } catch (error) {
    // Whether the file can be read at all is told by whoever reads it next.
    if (error instanceof IndexUnusable || (error instanceof Error && 'code' in error)) return undefined
    throw error
  }
}
