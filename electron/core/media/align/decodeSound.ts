import type { MediaFacts } from '../../../contract/records/recording.ts'
import { inputArgs } from '../tools/input.ts'
import type { MediaTools } from '../tools/mediaTools.ts'
import { runFfmpeg } from '../tools/run.ts'
import { SAMPLE_RATE, type SoundTrace, traceSound } from './soundTrace.ts'

/**
 * Reads a recording's sound for comparison, from the recording's first moment on; 16 bytes a millisecond stay in memory.
 * @throws DebriefError media.*, tools.missing, tools.failed, cancelled
 */
export async function decodeSound(
  tools: MediaTools,
  file: string,
  facts: Pick<MediaFacts, 'audioStream' | 'durationMs'>,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<SoundTrace> {
  const trace = traceSound()
  const expected = (Math.max(1, facts.durationMs) / 1000) * SAMPLE_RATE * 2
  let bytes = 0
  await runFfmpeg(
    tools,
    [
      ...inputArgs(file, { before: ['-vn'] }),
      ...['-map', `0:${facts.audioStream}`, '-vn', '-sn', '-dn'],
      // Holes stay holes and a late start stays late: what is compared are moments of the recording, not of its sound track.
      ...['-af', `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.03:first_pts=0`, '-ac', '1'],
      ...['-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'],
    ],
    {
      signal,
      background: true,
      onData: piece => {
        bytes += piece.length
        trace.push(piece)
        onProgress(Math.min(1, bytes / expected))
        return false
      },
    },
  )
  return trace.end()
}
