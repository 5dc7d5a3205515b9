import { DebriefError } from '../../contract/errors.ts'
import { inputArgs } from './tools/input.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfmpeg } from './tools/run.ts'

/** Damaged indexes can make ffmpeg read a whole drive's worth for its first frame; nobody waits for that. */
const limitMs = 20_000

/** Every picture and sound stream at once: what an import asks. */
export const allStreams: readonly string[] = ['0:v?', '0:a?']

/** Whether something came, and what ffmpeg said meanwhile. */
export interface Decoded {
  readonly yes: boolean
  readonly said: string
}

/**
 * Whether a picture or some sound comes out of the first two seconds when ffmpeg decodes the given streams together; one that cannot be set
 * up at all makes ffmpeg give up on all of them. It is stopped at the first that comes, so the answer costs about as much as ffprobe
 * does, for any length.
 * @throws DebriefError tools.missing, cancelled
 */
export async function decodes(
  tools: MediaTools,
  file: string,
  streams: readonly string[],
  signal?: AbortSignal,
): Promise<Decoded> {
  let seen = ''
  const onData = (chunk: Buffer): boolean => {
    seen = (seen + chunk.toString('latin1')).slice(-65_536)
    return /^\d+,/m.test(seen)
  }
  const maps = streams.flatMap(stream => ['-map', stream])
  const output = ['-t', '2', '-flush_packets', '1', '-f', 'framecrc', 'pipe:1']
  const options = { onData, anyExit: true, timeoutMs: limitMs, ...(signal && { signal }) }
  try {
    const { enough, stderr } = await runFfmpeg(
      tools,
      [...inputArgs(file, { before: ['-noautorotate'] }), ...maps, ...output],
      options,
    )
    return { yes: enough, said: stderr }
  } catch (error) {
    if (error instanceof DebriefError && error.code === 'tools.failed')
      return { yes: false, said: error.message }
    throw error
  }
}
