import { fileUrl, guardsOf } from '../../media/tools/input.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { runFfprobe } from '../../media/tools/run.ts'
import { indexedPackets } from './indexedPackets.ts'
import type { Packet, PacketRange, Packets } from './packets.types.ts'

/** How much of each end is read then. */
const endMs = 4000

/** Streams are interleaved within about a second, and reading ends with the first that passes the end. */
const afterMs = 2000

/** Reads `stream|pts|dts|duration|flags` lines; packets that the container hides (an edit list's lead-in) are left out. Pure. */
export function parsePackets(
  text: string,
  range: Pick<PacketRange, 'picture' | 'sound' | 'startMs'>,
): Packets {
  const picture: Packet[] = []
  const sound: Packet[] = []
  for (const line of text.split('\n')) {
    const [stream, pts, dts, duration, flags = ''] = line.trim().split('|')
    const index = Number(stream)
    const into = index === range.picture ? picture : index === range.sound ? sound : undefined
    const at = Number.isFinite(Number(pts)) ? Number(pts) : Number(dts)
    if (!stream || !into || !Number.isFinite(at) || flags.includes('D')) continue
    const durationMs = Number(duration) * 1000
    into.push({
      atMs: at * 1000 - range.startMs,
      durationMs: Number.isFinite(durationMs) ? durationMs : 0,
      key: flags.includes('K'),
    })
  }
  const inTime = (packets: Packet[]) => packets.sort((a, b) => a.atMs - b.atMs)
  return { picture: inTime(picture), sound: inTime(sound) }
}

/**
 * Lists the packets around a stretch: from the keyframe before it to a little behind it. Reads, does not decode.
 * @throws DebriefError tools.missing, tools.failed, cancelled
 */
export async function readPackets(
  tools: MediaTools,
  file: string,
  range: PacketRange,
  signal?: AbortSignal,
): Promise<Packets> {
  const found = range.indexed ? await indexedPackets(file, range, range.toMs + afterMs) : undefined
  return found ?? readThrough(tools, file, range, signal)
}

/** @throws DebriefError tools.missing, tools.failed, cancelled */
async function readThrough(
  tools: MediaTools,
  file: string,
  range: PacketRange,
  signal?: AbortSignal,
): Promise<Packets> {
  const seconds = (ms: number) => ((ms + range.startMs) / 1000).toFixed(3)
  const read = async (interval: string) => {
    const { stdout } = await runFfprobe(
      tools,
      [
        ...guardsOf(file),
        ...['-show_entries', 'packet=stream_index,pts_time,dts_time,duration_time,flags'],
        ...['-of', 'compact=p=0:nk=1', '-read_intervals', interval],
        fileUrl(file),
      ],
      // A damaged tail makes ffprobe fail behind packets that are good.
      { anyExit: true, maxBytes: 512 * 2 ** 20, ...(signal && { signal }) },
    )
    return parsePackets(stdout.toString('latin1'), range)
  }
  const long = range.endsOnly === true && range.toMs - range.fromMs > 4 * endMs
  const until = long
    ? `%${seconds(range.fromMs + endMs)},${seconds(range.toMs - endMs)}%${seconds(range.toMs + afterMs)}`
    : `%${seconds(range.toMs + afterMs)}`
  if (range.fromMs <= 0) return read(until)
  const found = await read(`${seconds(range.fromMs)}${until}`)
  // Raw streams and broken indexes cannot be entered in the middle; then they are read from their start.
  const first = Math.min(
    found.picture[0]?.atMs ?? Number.POSITIVE_INFINITY,
    found.sound[0]?.atMs ?? Number.POSITIVE_INFINITY,
  )
  return first <= range.fromMs ? found : read(until)
}
