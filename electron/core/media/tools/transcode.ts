import { ChildProcess } from 'node:child_process'
import ffmpeg from 'fluent-ffmpeg'
import type { DebriefError } from '../../../contract/errors.ts'
import { adopt } from './children.ts'
import { toolCancelled, toolFailure, toolStopped } from './failure.ts'
import { fileUrl, guardArgs } from './input.ts'
import type { MediaTools } from './mediaTools.ts'
import { clock } from './progress.ts'

/**
 * Whole-file transcodes through fluent-ffmpeg; nothing outside this file knows that package. It is given options and names only as
 * separate arguments (it splits single ones at spaces and does not escape filter text), no `-f` (it cannot read the format table
 * of ffmpeg 7 and would refuse), and its percentage is not used (it does not know where we start).
 */
export interface TranscodeJob {
  readonly input: string
  readonly inputOptions?: readonly string[]
  /** Output options, in ffmpeg's own words. */
  readonly options: readonly string[]
  /** Absolute; its ending says the format. Overwritten. */
  readonly out: string
}

export interface TranscodeOptions {
  readonly signal?: AbortSignal
  /** How much of the output's clock is written, ms. */
  readonly onProgress?: (outMs: number) => void
  /** Gives up when nothing moves for this long, ms. Default 60 000. */
  readonly stallMs?: number
}

/**
 * Settles only when ffmpeg is gone.
 * @throws DebriefError cancelled, disk.full, tools.failed (with the end of what ffmpeg said)
 */
export function transcode(
  tools: MediaTools,
  job: TranscodeJob,
  options: TranscodeOptions = {},
): Promise<void> {
  const { signal, onProgress, stallMs = 60_000 } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(toolCancelled())
      return
    }
    const command = ffmpeg({ logger: undefined, stdoutLines: 40 })
      .setFfmpegPath(tools.ffmpeg.path)
      .input(fileUrl(job.input))
      .inputOptions('-nostdin', '-hide_banner', ...guardArgs, ...(job.inputOptions ?? []))
      .outputOptions(...job.options, '-stats_period', '0.25')
      .output(fileUrl(job.out))

    let reason: DebriefError | undefined
    let stall: NodeJS.Timeout | undefined
    let release: () => void = () => undefined
    let reachedMs = -1

    const stop = (why: DebriefError) => {
      reason ??= why
      command.kill('SIGKILL')
    }
    const alive = () => {
      clearTimeout(stall)
      stall = setTimeout(() => stop(toolStopped('ffmpeg', 'made no headway')), stallMs)
    }
    const onAbort = () => stop(toolCancelled())
    const settle = (outcome: () => void) => {
      clearTimeout(stall)
      signal?.removeEventListener('abort', onAbort)
      release()
      outcome()
    }

    command.on('start', () => {
      const child: unknown = Reflect.get(command, 'ffmpegProc')
      if (child instanceof ChildProcess) release = adopt(child)
      // The package asks ffmpeg about itself first; whoever cancelled meanwhile found nothing to kill.
      if (reason) command.kill('SIGKILL')
    })
    command.on('progress', (progress: { timemark?: string }) => {
      const outMs = clock(progress.timemark)
      if (outMs === undefined || outMs <= reachedMs) return
      reachedMs = outMs
      alive()
      onProgress?.(outMs)
    })
    command.on('error', (error: Error, _stdout: string | null, stderr: string | null) => {
      settle(() => reject(reason ?? toolFailure('ffmpeg', stderr ?? '', error)))
    })
    command.on('end', () => settle(() => (reason ? reject(reason) : resolve())))
    signal?.addEventListener('abort', onAbort, { once: true })
    alive()
    command.run()
  })
}
