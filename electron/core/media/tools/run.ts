import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import type { Readable } from 'node:stream'
import { DebriefError } from '../../../contract/errors.ts'
import { adopt } from './children.ts'
import { toolCancelled, toolFailure, toolStopped } from './failure.ts'
import type { MediaTools, Tool } from './mediaTools.ts'
import { type Progress, progressParser } from './progress.ts'

export interface RunOptions {
  readonly signal?: AbortSignal
  /** Asks ffmpeg for `-progress` on stdout; then the result's `stdout` is empty. Not for ffprobe. */
  readonly onProgress?: (progress: Progress) => void
  /** Takes stdout as it comes, instead of the result's `stdout`. Return true when enough was seen: the tool is then stopped, and that is success. */
  readonly onData?: (chunk: Buffer) => boolean
  /** Gives up after this long, ms. Default: no limit. */
  readonly timeoutMs?: number
  /** Gives up when nothing moves (no output, no progress) for this long, ms. Default 60 000. */
  readonly stallMs?: number
  /** Gives up when the output (stdout, or the file according to ffmpeg's progress) passes this. Default 64 MB for stdout, none for files. */
  readonly maxBytes?: number
  /** What the tool reads as its `pipe:0`. Default: nothing. */
  readonly input?: Readable
  /** Stands behind what people wait for: the system gives it the time that nobody else wants. */
  readonly background?: boolean
  /** Told once it runs. @param stepBack does later what `background` does at once; there is no way back */
  readonly onStart?: (stepBack: () => void) => void
  /** Takes any exit code for an answer, instead of throwing tools.failed. */
  readonly anyExit?: boolean
}

export interface RunResult {
  readonly exitCode: number
  readonly stdout: Buffer
  /** The last 8 kB of what the tool said. */
  readonly stderr: string
  /** Ended early because `onData` had enough. */
  readonly enough: boolean
}

const defaultStallMs = 60_000
const defaultMaxBytes = 64 * 2 ** 20
const stderrTailBytes = 8192

/** Names and reports of the user's own ffmpeg settings stay out: they could redirect its log into a file. */
function toolEnvironment(): NodeJS.ProcessEnv {
  const { FFREPORT: _report, ...rest } = process.env
  return { ...rest, AV_LOG_FORCE_NOCOLOR: '1' }
}

/** The tool goes on at its old rank where the system does not let us change it: then it is only less polite. */
function stepBack(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

function run(tool: Tool, name: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const { signal, onProgress, onData, timeoutMs, stallMs = defaultStallMs } = options
    if (signal?.aborted) {
      reject(toolCancelled())
      return
    }
    const child = spawn(tool.path, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      env: toolEnvironment(),
    })
    const release = adopt(child)
    const { pid } = child
    if (options.background && pid !== undefined) stepBack(pid)
    if (pid !== undefined) options.onStart?.(() => child.exitCode === null && stepBack(pid))
    // A tool that has ended, or never began, closes its side first; why it did is told by its exit.
    child.stdin.on('error', () => options.input?.destroy())
    if (options.input) options.input.on('error', error => child.stdin.destroy(error)).pipe(child.stdin)
    else child.stdin.end()
    const maxBytes = options.maxBytes ?? (onProgress || onData ? Number.POSITIVE_INFINITY : defaultMaxBytes)
    const chunks: Buffer[] = []
    let stdoutBytes = 0
    let stderr = Buffer.alloc(0)
    let enough = false
    /** Why we stopped it; the first reason stands. */
    let reason: unknown
    let stall: NodeJS.Timeout | undefined

    const stop = (why?: unknown) => {
      reason ??= why
      child.kill('SIGKILL')
    }
    /** Runs what the caller gave us; its fault stops the tool and becomes the run's. */
    const guarded = <T>(call: () => T): T | undefined => {
      try {
        return call()
      } catch (error) {
        stop(error)
        return undefined
      }
    }
    const alive = () => {
      clearTimeout(stall)
      stall = setTimeout(
        () => stop(toolStopped(name, `made no headway for ${Math.round(stallMs / 1000)} seconds`)),
        stallMs,
      )
    }
    const onAbort = () => stop(toolCancelled())
    const limit =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => stop(toolStopped(name, `took longer than ${timeoutMs / 1000} seconds`)), timeoutMs)

    let reached = ''
    const feed = progressParser(progress => {
      if ((progress.sizeBytes ?? 0) > maxBytes) stop(toolStopped(name, 'wrote more than it should'))
      // Blocks arrive on time even when the work stands still, so only what grew counts as headway.
      const now = `${progress.outMs} ${progress.frame} ${progress.sizeBytes}`
      if (now !== reached) alive()
      reached = now
      guarded(() => onProgress?.(progress))
    })

    child.stdout.on('data', (chunk: Buffer) => {
      if (onProgress) return feed(chunk.toString('latin1'))
      alive()
      stdoutBytes += chunk.length
      if (stdoutBytes > maxBytes) return stop(toolStopped(name, 'wrote more than it should'))
      if (!onData) {
        chunks.push(chunk)
        return
      }
      if (!enough && guarded(() => onData(chunk))) {
        enough = true
        stop()
      }
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (!onProgress) alive()
      stderr = Buffer.concat([stderr, chunk]).subarray(-stderrTailBytes)
    })
    child.on('error', cause => {
      reason ??= new DebriefError(
        'tools.missing',
        `${name} could not be started. Check the media tools in the settings, or run “debrief doctor”.`,
        { subject: tool.path },
        cause,
      )
      // A tool that never started has no 'close'.
      if (child.pid === undefined) finish(-1)
    })
    const finish = (exitCode: number) => {
      clearTimeout(stall)
      clearTimeout(limit)
      signal?.removeEventListener('abort', onAbort)
      release()
      const said = stderr.toString('utf8')
      if (reason) return reject(reason)
      if (!enough && exitCode !== 0 && !options.anyExit) {
        reject(toolFailure(name, said))
        return
      }
      resolve({ exitCode, stdout: Buffer.concat(chunks), stderr: said, enough })
    }
    child.on('close', code => finish(code ?? -1))
    signal?.addEventListener('abort', onAbort, { once: true })
    alive()
  })
}

/**
 * Runs ffmpeg with an argument array and no shell. `-nostdin -hide_banner -v error` and, with `onProgress`, `-progress pipe:1` are added.
 * The promise settles only when the process is gone.
 * @throws DebriefError tools.missing, tools.failed (with the end of what ffmpeg said), cancelled
 */
export function runFfmpeg(
  tools: MediaTools,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const progress = options.onProgress ? ['-progress', 'pipe:1', '-stats_period', '0.25'] : []
  return run(
    tools.ffmpeg,
    'ffmpeg',
    ['-nostdin', '-hide_banner', '-v', 'error', ...progress, ...args],
    options,
  )
}

/**
 * Runs ffprobe likewise (`-hide_banner -v error` are added).
 * @throws DebriefError tools.missing, tools.failed, cancelled
 */
export function runFfprobe(
  tools: MediaTools,
  args: readonly string[],
  options: Omit<RunOptions, 'onProgress'> = {},
): Promise<RunResult> {
  return run(tools.ffprobe, 'ffprobe', ['-hide_banner', '-v', 'error', ...args], options)
}
