import type { MediaFacts } from '../../../contract/records/recording.ts'
import { jsonPacket, type Packet, waveformHead } from '../../../contract/strips/packets.ts'
import { inputArgs } from '../tools/input.ts'
import type { MediaTools } from '../tools/mediaTools.ts'
import { runFfmpeg } from '../tools/run.ts'
import type { StripWork } from './filmstrip.ts'
import { bucketMs, mostBuckets, peakFolder, sampleRate, silencesOf } from './peaks.ts'
import type { StripFile } from './stripFile.ts'

/** 40 s of sound: what the page gets at a time. */
const bucketsAPacket = 4096

/**
 * Writes the sound as its lowest and highest sample of every hundredth of a second, and where nobody is heard; one pass over the sound, which is
 * never held. A recording without sound has an empty strip.
 * @throws DebriefError media.*, tools.missing, tools.failed, disk.full, cancelled
 */
export async function makeWaveform(
  tools: MediaTools,
  file: string,
  facts: MediaFacts,
  strip: StripFile,
  { signal, onProgress }: StripWork,
): Promise<void> {
  if (facts.audioStream === undefined) return
  await strip.add(jsonPacket('head', waveformHead.parse({ version: 1, bucketMs })))
  let loudness: Uint8Array = new Uint8Array(4096)
  let buckets = 0
  const peaks: number[] = []
  const writing: Promise<void>[] = []
  const flush = () => {
    if (peaks.length === 0) return
    const packet: Packet = { kind: 'peaks', bytes: new Uint8Array(Int8Array.from(peaks).buffer) }
    peaks.length = 0
    writing.push(strip.add(packet))
    onProgress(Math.min(1, (buckets * bucketMs) / Math.max(1, facts.durationMs)))
  }
  const fold = peakFolder((low, high, below) => {
    if (buckets >= mostBuckets) return
    if (buckets === loudness.length) {
      const larger = new Uint8Array(loudness.length * 2)
      larger.set(loudness)
      loudness = larger
    }
    loudness[buckets] = below
    buckets += 1
    peaks.push(low, high)
    if (peaks.length === bucketsAPacket * 2) flush()
  })
  await runFfmpeg(
    tools,
    [
      ...inputArgs(file, { before: ['-vn'] }),
      ...['-map', `0:${facts.audioStream}`, '-vn', '-sn', '-dn'],
      // Holes stay holes and a late start stays late, or the picture of the sound would run ahead of it. What is less than a picture's length off is
      // left so: to stretch the sound until it fits, as one would to hear it, takes twice as long as decoding it.
      ...['-af', `aresample=${sampleRate}:async=1:min_hard_comp=0.03:first_pts=0`, '-ac', '1'],
      // In whole blocks of 32 kB: a write for each 2 kB that are decoded, and an event here for each, cost more than the decoding.
      ...['-c:a', 'pcm_s16le', '-flush_packets', '0', '-f', 's16le', 'pipe:1'],
    ],
    {
      signal,
      background: true,
      onData: piece => {
        fold.push(piece)
        return buckets >= mostBuckets
      },
    },
  )
  fold.end()
  flush()
  await Promise.all(writing)
  await strip.add(jsonPacket('silences', silencesOf(loudness.subarray(0, buckets))))
}
