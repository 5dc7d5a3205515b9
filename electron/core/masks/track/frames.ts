import type { PictureSize } from '../../../contract/drawing/geometry.ts'
import type { Recording } from '../../../contract/records/recording.ts'
import { frameTimesMs } from '../../media/frameTimes.ts'
import { inputArgs } from '../../media/tools/input.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { runFfmpeg } from '../../media/tools/run.ts'
import type { TrackFrame } from './tracker.ts'

export interface FrameSource {
  readonly tools: MediaTools
  readonly file: string
  readonly recording: Pick<Recording, 'facts'>
  /** Of the grey pictures. */
  readonly size: PictureSize
  readonly signal: AbortSignal
}

/** Pictures of so many bytes are held at once. */
const mostBytes = 20 * 2 ** 20
const mostMs = 5_000
const usualFps = 30
/** Faster recordings are followed at every second or third picture. */
const leastApartMs = 24
/** Reading begins so much early, so that rounding cannot miss the first picture. */
const leadMs = 8

async function decoded(
  { tools, file, recording, size, signal }: FrameSource,
  fromMs: number,
  toMs: number,
): Promise<TrackFrame[]> {
  const { facts } = recording
  const startMs = Math.max(0, fromMs - leadMs)
  const lengthMs = toMs - startMs
  const stream = facts.videoStream === undefined ? 'v:0' : String(facts.videoStream)
  const [times, { stdout }] = await Promise.all([
    frameTimesMs(tools, file, recording, { fromMs: startMs, toMs }),
    runFfmpeg(
      tools,
      [
        ...inputArgs(file, {
          ...(startMs > 0 && { seekMs: startMs }),
          before: ['-t', (lengthMs / 1000).toFixed(3), '-max_error_rate', '1'],
        }),
        ...['-map', `0:${stream}`, '-an', '-sn', '-dn'],
        ...['-vf', `scale=${size.width}:${size.height}:flags=area,format=gray`],
        // Every picture at its own time, in the word that ffmpeg had before 5.1 as well.
        ...['-vsync', '0', '-f', 'rawvideo', 'pipe:1'],
      ],
      { signal, background: true, maxBytes: 16 * mostBytes },
    ),
  ])
  const bytes = size.width * size.height
  const count = Math.floor(stdout.length / bytes)
  // A file whose own list does not fit its pictures: then they come evenly.
  const listed = Math.abs(times.length - count) <= 2
  const frames: TrackFrame[] = []
  for (let i = 0; i < count; i++) {
    const atMs = Math.round(listed ? (times[i] ?? Number.NaN) : startMs + (i * lengthMs) / count)
    if (!Number.isFinite(atMs) || atMs < fromMs - leadMs || atMs >= toMs) continue
    frames.push({ atMs, grey: { ...size, pixels: stdout.subarray(i * bytes, (i + 1) * bytes) } })
  }
  return frames
}

function apart(frames: readonly TrackFrame[]): TrackFrame[] {
  const kept: TrackFrame[] = []
  for (const frame of frames) {
    const last = kept.at(-1)
    if (!last || frame.atMs - last.atMs >= leastApartMs) kept.push(frame)
  }
  return kept
}

/**
 * The recording's pictures from one moment to another, small and grey, in the order of time or against it; the next ones are read while
 * the last ones are looked at.
 * @throws DebriefError tools.missing, tools.failed, cancelled
 */
export async function* greyFrames(
  source: FrameSource,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): AsyncGenerator<TrackFrame> {
  const { facts } = source.recording
  const fps = Math.max(1, facts.fps ?? usualFps)
  const perMs = (source.size.width * source.size.height * fps) / 1000
  const chunkMs = Math.min(mostMs, Math.max(500, Math.floor(mostBytes / perMs)))
  const back = toMs < fromMs
  const [low, high] = back ? [Math.max(0, toMs), fromMs + 1] : [fromMs, toMs]
  const starts: Array<readonly [number, number]> = []
  if (back) for (let at = high; at > low; at -= chunkMs) starts.push([Math.max(low, at - chunkMs), at])
  else for (let at = low; at < high; at += chunkMs) starts.push([at, Math.min(high, at + chunkMs)])
  let coming = starts[0] && decoded(source, ...starts[0])
  for (let i = 0; coming; i++) {
    const frames = apart(await coming)
    const following = starts[i + 1]
    const next = following && decoded(source, ...following)
    // Whoever stops before the next ones are asked for is not to hear of their failure.
    next?.catch(() => undefined)
    coming = next
    yield* back ? frames.reverse() : frames
  }
}
