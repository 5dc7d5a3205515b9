import { z } from 'zod'
import type { Recording } from '../../contract/records/recording.ts'
import { fileUrl, guardArgs } from './tools/input.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfprobe } from './tools/run.ts'

/** Frames are stored in another order than they are shown: so much after the stretch is read too. */
const LATE_MS = 1_000
const LIMIT_MS = 20_000

const answer = z.object({
  packets: z.array(z.looseObject({ pts_time: z.string().optional(), flags: z.string().optional() })),
  format: z.looseObject({ start_time: z.string().optional() }),
})

/**
 * When each frame of a stretch is on, as the file itself says: the truth for recordings whose frames come unevenly. Nothing is decoded.
 * @returns milliseconds on the recording's own clock with their fraction, ascending; empty where the file does not keep them
 * @throws DebriefError tools.missing, tools.failed
 */
export async function frameTimesMs(
  tools: MediaTools,
  file: string,
  { facts }: Pick<Recording, 'facts'>,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<number[]> {
  if (facts.width === 0) return []
  const seconds = (ms: number) => ((ms + facts.startMs) / 1000).toFixed(3)
  const { stdout } = await runFfprobe(
    tools,
    [
      ...guardArgs,
      ...['-select_streams', facts.videoStream === undefined ? 'v:0' : String(facts.videoStream)],
      ...['-read_intervals', `${seconds(fromMs)}%${seconds(toMs + LATE_MS)}`],
      ...['-show_entries', 'packet=pts_time,flags:format=start_time', '-of', 'json', fileUrl(file)],
    ],
    { timeoutMs: LIMIT_MS },
  )
  const { packets, format } = answer.parse(JSON.parse(stdout.toString('utf8')))
  const startS = Number.parseFloat(format.start_time ?? '0') || 0
  return packets
    .flatMap(({ pts_time, flags }) => {
      // Decoded for others' sake and never shown: what an edit list cuts off.
      if (pts_time === undefined || flags?.includes('D')) return []
      return [Math.round((Number.parseFloat(pts_time) - startS) * 1_000_000) / 1000]
    })
    .filter(ms => ms >= fromMs && ms <= toMs)
    .sort((a, b) => a - b)
}
