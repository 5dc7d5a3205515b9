import { z } from 'zod'
import { DebriefError } from '../../contract/errors.ts'
import type { SoundStream } from '../media/streams.ts'
import { inputArgs } from '../media/tools/input.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { runFfmpeg } from '../media/tools/run.ts'
import type { CutPlan } from './source/cutPlan.ts'

/** How loud a stretch is, as EBU R 128 measures it. */
export interface Loudness {
  /** LUFS */
  readonly loudness: number
  /** dBTP */
  readonly peak: number
  /** LU */
  readonly range: number
  /** LUFS */
  readonly threshold: number
  /** LU, what the second pass adds. */
  readonly offset: number
}

const figure = z.coerce.number()
const report = z.object({
  input_i: figure,
  input_tp: figure,
  input_lra: figure,
  input_thresh: figure,
  target_offset: figure,
})

/** Quieter than any voice: silence, which would only be made loud noise. */
const silentBelow = -60

/**
 * Reads the figures from what ffmpeg said. Pure.
 * @returns undefined for silence, and for sounds too short to measure
 */
export function parseLoudness(said: string): Loudness | undefined {
  const json = /\{[^{}]*"input_i"[^{}]*\}/.exec(said)?.[0]
  if (json === undefined) return undefined
  // Silence measures as "-inf", which is no number.
  const found = report.safeParse(JSON.parse(json)).data
  if (!found || !Object.values(found).every(Number.isFinite) || found.input_i < silentBelow) return undefined
  return {
    loudness: found.input_i,
    peak: found.input_tp,
    range: found.input_lra,
    threshold: found.input_thresh,
    offset: found.target_offset,
  }
}

/**
 * Listens to the stretch once, to even its voices when it is written.
 * @returns undefined where there is nothing to even
 * @throws DebriefError tools.missing, tools.failed, cancelled
 */
export async function measureLoudness(
  tools: MediaTools,
  file: string,
  sound: SoundStream,
  cut: CutPlan,
  signal?: AbortSignal,
): Promise<Loudness | undefined> {
  const seconds = (ms: number) => (ms / 1000).toFixed(6)
  const { stderr, exitCode } = await runFfmpeg(
    tools,
    [
      ...['-loglevel', 'info'],
      ...inputArgs(file, {
        ...(cut.seekMs !== undefined && { seekMs: cut.seekMs }),
        before: ['-t', seconds(cut.leadMs + cut.durationMs)],
      }),
      ...['-map', `0:${sound.index}`, '-vn', '-sn', '-dn'],
      ...['-af', 'loudnorm=I=-16:TP=-1.5:LRA=11:print_format=json', '-f', 'null', '-'],
    ],
    { anyExit: true, onProgress: () => undefined, ...(signal && { signal }) },
  )
  if (exitCode === 0) return parseLoudness(stderr)
  throw new DebriefError(
    'tools.failed',
    'The sound of this recording could not be measured, so its voices cannot be evened. Nothing was changed; export the clip without evening them.',
    { subject: file },
  )
}
