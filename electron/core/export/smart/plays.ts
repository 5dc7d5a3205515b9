import { Readable } from 'node:stream'
import { startCode, toAnnexB } from '../../media/strips/sampleTable.ts'
import { takenAtOnce } from '../../media/tools/input.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { runFfmpeg } from '../../media/tools/run.ts'
import { keepTimes, ownInput } from '../renderArgs.ts'
import { mismatch } from '../verify.ts'

/** Pictures for a decoder. */
export interface Decoded {
  /** Parameter sets, without start codes. */
  readonly sets: readonly Buffer[]
  /** Stored pictures, each slice behind a length of four bytes; every stretch of them begins with an independent one. */
  readonly pictures: AsyncIterable<Buffer>
  readonly count: number
}

export interface Played {
  readonly title: string
  readonly decoded?: Decoded
  /** Its sound is decoded, and all its pictures are handed on as they are stored. */
  readonly file?: string
}

/** What a decoder gets to read: the parameters, then the pictures, as a plain stream. */
async function* plainStream({ sets, pictures }: Decoded): AsyncGenerator<Buffer> {
  yield Buffer.concat(sets.flatMap(set => [startCode, set]))
  for await (const picture of pictures) yield toAnnexB(picture, 4)
}

/**
 * Plays pictures, a file, or both; one program does both, as starting one costs as much as either.
 * @throws DebriefError export.mismatch (something was said, or a picture was not seen), tools.failed, cancelled
 */
export async function plays(
  tools: MediaTools,
  { title, decoded, file }: Played,
  signal?: AbortSignal,
): Promise<void> {
  const input = decoded && Readable.from(plainStream(decoded), { objectMode: false })
  const fileInput = decoded ? 1 : 0
  let frames = 0
  const { exitCode, stderr } = await runFfmpeg(
    tools,
    [
      '-xerror',
      ...(decoded ? ['-skip_loop_filter', 'all', '-protocol_whitelist', 'pipe', ...takenAtOnce] : []),
      ...(decoded ? ['-f', 'h264', '-i', 'pipe:0'] : []),
      // Of the file itself pictures are only handed on: looking for more than its index says would decode the first ones once more.
      ...(file ? [...takenAtOnce, ...ownInput('mp4', file)] : []),
      // A plain stream has no times of its own; numbered pictures are all that is asked. The first output is the one that is counted.
      ...(decoded
        ? [
            ...['-map', '0:v', '-vf', 'settb=1/25,setpts=N', ...keepTimes(tools.ffmpeg.version)],
            ...['-f', 'null', '-'],
          ]
        : []),
      ...(file
        ? ['-map', `${fileInput}:v`, '-map', `${fileInput}:a?`, '-c:v', 'copy', '-f', 'null', '-']
        : []),
    ],
    {
      ...(input && { input }),
      anyExit: true,
      ...(signal && { signal }),
      onProgress: ({ frame }) => {
        frames = Math.max(frames, frame ?? 0)
      },
    },
  )
  input?.destroy()
  const said = stderr.trim().split('\n').slice(0, 3).join(' ')
  if (exitCode !== 0 || said !== '')
    throw mismatch(title, `it does not play without an error (${said || `exit ${exitCode}`})`)
  if (decoded && frames !== decoded.count)
    throw mismatch(title, `only ${frames} of ${decoded.count} pictures can be seen`)
}
