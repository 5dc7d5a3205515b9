import { DebriefError } from '../../contract/errors.ts'
import { fileUrl, guardsOf } from './tools/input.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfprobe } from './tools/run.ts'

/** Where reading a file's packets has come to. */
export interface PacketTotals {
  /** The latest end of any packet, ms; undefined before the first. */
  readonly endMs?: number
  /** How far into the file the packets lie, bytes. */
  readonly atBytes: number
}

/** Adds up ffprobe's packets, given as `stream_index|pts_time|dts_time|duration_time|pos` lines in any pieces. */
export function packetTotals(
  startMs: number,
  counted: ReadonlySet<number>,
): { feed(text: string): void; totals(): PacketTotals } {
  let rest = ''
  let endMs: number | undefined
  let atBytes = 0
  /** Streams without times: their packets' durations, one after another. */
  const lengths = new Map<string, number>()
  const seconds = (text: string | undefined) => {
    const value = Number(text)
    return text && text !== 'N/A' && Number.isFinite(value) ? value * 1000 : undefined
  }
  const line = (text: string) => {
    const [stream = '', pts, dts, duration, pos] = text.split('|')
    // Subtitles may stand longer than the recording, and data tracks lie about it.
    if (!/^\d+$/.test(stream) || !counted.has(Number(stream))) return
    const at = seconds(pts) ?? seconds(dts)
    const length = seconds(duration) ?? 0
    const lengthSoFar = (lengths.get(stream) ?? startMs) + length
    lengths.set(stream, lengthSoFar)
    endMs = Math.max(endMs ?? Number.NEGATIVE_INFINITY, at === undefined ? lengthSoFar : at + length)
    const bytes = Number(pos)
    if (Number.isFinite(bytes)) atBytes = Math.max(atBytes, bytes)
  }
  return {
    feed(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const each of lines) line(each.trim())
    },
    totals() {
      line(rest.trim())
      rest = ''
      return { atBytes, ...(endMs !== undefined && { endMs: Math.round(endMs) }) }
    },
  }
}

/** What has been read by then is carried on in proportion: a length that is about right beats none, and nobody waits for it. */
const limitMs = 1500

/**
 * Reads packets to the end of the file, for at most a second and a half, and returns the latest time in it (ms on the file's own clock).
 * @returns undefined where no packet was found
 * @throws DebriefError tools.missing, cancelled
 */
export async function measureEnd(
  tools: MediaTools,
  file: string,
  {
    sizeBytes,
    startMs,
    streams,
    signal,
  }: {
    readonly sizeBytes: number
    readonly startMs: number
    /** The indexes that count. */
    readonly streams: ReadonlySet<number>
    readonly signal?: AbortSignal
  },
): Promise<number | undefined> {
  const packets = packetTotals(startMs, streams)
  const args = [
    ...guardsOf(file),
    '-show_entries',
    'packet=stream_index,pts_time,dts_time,duration_time,pos',
    '-of',
    'compact=p=0:nk=1',
    fileUrl(file),
  ]
  const until = Date.now() + limitMs
  const onData = (chunk: Buffer): boolean => {
    packets.feed(chunk.toString('latin1'))
    return Date.now() > until
  }
  try {
    const { enough } = await runFfprobe(tools, args, {
      onData,
      anyExit: true,
      timeoutMs: 4 * limitMs,
      ...(signal && { signal }),
    })
    const { endMs, atBytes } = packets.totals()
    if (endMs === undefined || !enough || atBytes <= 0) return endMs
    return Math.round(startMs + ((endMs - startMs) * sizeBytes) / atBytes)
  } catch (error) {
    if (error instanceof DebriefError && error.code === 'tools.failed') return packets.totals().endMs
    throw error
  }
}
