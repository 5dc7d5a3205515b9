import { DebriefError } from '../../contract/errors.ts'
import { inputArgs } from './tools/input.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfmpeg } from './tools/run.ts'

/** Damaged indexes can make ffmpeg read a whole drive's worth for its first frame; nobody waits for that. */
const limitMs = 20_000

/**
 * Whether a picture or some sound comes out of the first two seconds when ffmpeg decodes every picture and sound stream together.
 * It is stopped at the first that comes, so the answer costs about as much as ffprobe does, for any length.
 * @throws DebriefError tools.missing, cancelled
 */
export async function decodes(tools: MediaTools, file: string, signal?: AbortSignal): Promise<boolean> {
  let seen = ''
  const onData = (chunk: Buffer): boolean => {
    seen = (seen + chunk.toString('latin1')).slice(-65_536)
    return /^\d+,/m.test(seen)
  }
  const args = [
    ...inputArgs(file),
    '-map',
    '0:v?',
    '-map',
    '0:a?',
    '-t',
    '2',
    '-flush_packets',
    '1',
    '-f',
    'framemd5',
    'pipe:1',
  ]
  try {
    const { enough } = await runFfmpeg(tools, args, {
      onData,
      anyExit: true,
      timeoutMs: limitMs,
      ...(signal && { signal }),
    })
    return enough
  } catch (error) {
    if (error instanceof DebriefError && error.code === 'tools.failed') return false
    throw error
  }
}
