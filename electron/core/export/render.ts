import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { DebriefError } from '../../contract/errors.ts'
import { abilities } from '../media/tools/abilities.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { runFfmpeg } from '../media/tools/run.ts'
import { drawStill } from './card/drawStill.ts'
import type { ClipPlan } from './clipPlan.ts'
import { filterGraph } from './filterGraph.ts'
import { readGrowing } from './growingFile.ts'
import { overlayLayers, shownSpans } from './overlay/layers.ts'
import { writeOverlayFile } from './overlay/overlayFile.ts'
import { type EncodeFiles, encodeArgs, type FinishFiles, finishArgs, inputNumbers } from './renderArgs.ts'
import { clipCues, clipMetadata } from './subtitles.ts'
import { subtitleTrack } from './subtitleTrack.ts'
import { type Expected, verifyDecodes, verifySamePackets, verifyShape, type Written } from './verify.ts'

export interface RenderOptions {
  readonly signal?: AbortSignal
  /** How much of the clip is encoded, ms. */
  readonly onProgress?: (doneMs: number) => void
}

/** Runs `work` with a fresh folder that is gone afterwards, whatever happens. */
export async function withScratch<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'debrief-export-'))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Files that a render writes to; both lie beside the target, because only there is room for them. */
export interface RenderTargets {
  /** Grows while it is encoded; not needed afterwards. */
  readonly growing: string
  /** The clip. */
  readonly out: string
}

/** Draws and writes what the encode reads beside the recording. */
async function writeEncodeFiles(dir: string, plan: ClipPlan, signal?: AbortSignal): Promise<EncodeFiles> {
  const { clip, overlay } = plan
  const layers = overlay ? overlayLayers(overlay, clip.fromMs) : []
  const files = {
    recording: plan.recording.path,
    layers: layers.length > 0 ? join(dir, 'layers.mkv') : undefined,
    still: plan.picture ? undefined : join(dir, 'still.png'),
  }
  if (files.layers && overlay) await writeOverlayFile(files.layers, overlay, layers, signal)
  if (files.still) await writeFile(files.still, await drawStill(clip.title))
  return files
}

async function writeFinishFiles(dir: string, plan: ClipPlan, encoded: string): Promise<FinishFiles> {
  const { clip, comments, subtitles } = plan
  const metadata = join(dir, 'metadata.txt')
  await writeFile(metadata, clipMetadata(clip, comments, subtitles))
  if (!subtitles || plan.shown === 0) return { encoded, metadata, subtitles: undefined }
  const track = join(dir, 'comments.mp4')
  await writeFile(track, subtitleTrack(clipCues(clip, comments), clip.toMs - clip.fromMs))
  return { encoded, metadata, subtitles: track }
}

async function checkEncoders(tools: MediaTools): Promise<ReadonlySet<string>> {
  const { filters, encoders } = await abilities(tools)
  const lacking = ['libx264', 'aac'].filter(name => !encoders.has(name))
  if (lacking.length === 0) return filters
  throw new DebriefError(
    'tools.missing',
    `This ffmpeg cannot write clips (${lacking.join(' and ')} is not in it). Nothing was changed; install a full ffmpeg and export again.`,
    { subject: tools.ffmpeg.path },
  )
}

/**
 * Encodes, and decodes again what is already written while the encoder goes on: where a core is free, verifying costs no time.
 * The first fault of either stops both.
 */
async function encodeAndDecode(
  tools: MediaTools,
  plan: ClipPlan,
  args: readonly string[],
  growing: string,
  options: RenderOptions,
): Promise<void> {
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])])
  let encoded = false
  const encode = runFfmpeg(tools, args, {
    signal,
    onProgress: progress => options.onProgress?.(progress.outMs ?? 0),
  }).finally(() => {
    encoded = true
  })
  const stream = Readable.from(
    readGrowing(growing, () => encoded),
    { objectMode: false },
  )
  const decode = verifyDecodes(tools, plan.clip.title, stream, { signal })
  const both = [encode, decode].map(async work => {
    await work.catch((error: unknown) => {
      stop.abort()
      throw error
    })
  })
  const [made, read] = await Promise.allSettled(both)
  stream.destroy()
  // What the encoder says comes first: with half a stream the decoder can only fail too. Its own being stopped is no news.
  const failures = [made, read].flatMap(each => (each?.status === 'rejected' ? [each.reason] : []))
  const isStop = (error: unknown) => error instanceof DebriefError && error.code === 'cancelled'
  const reason: unknown = failures.find(error => !isStop(error)) ?? failures[0]
  if (failures.length > 0) throw reason
}

/**
 * Encodes the whole stretch anew, with what lies on the picture, and verifies every step.
 * @throws DebriefError tools.missing (no H.264 encoder), tools.failed, disk.full, export.mismatch, cancelled
 */
export async function renderFull(
  tools: MediaTools,
  plan: ClipPlan,
  { growing, out }: RenderTargets,
  options: RenderOptions = {},
): Promise<Written> {
  const { signal } = options
  const available = await checkEncoders(tools)
  return withScratch(async dir => {
    const files = await writeEncodeFiles(dir, plan, signal)
    const { layers: layersInput, still: stillInput } = inputNumbers(files)
    const graph = filterGraph({
      ...plan,
      stillInput,
      layersInput,
      layers: plan.overlay ? overlayLayers(plan.overlay, plan.clip.fromMs) : [],
      spans: plan.overlay ? shownSpans(plan.overlay.states) : [],
      available,
    })
    const tool = { version: tools.ffmpeg.version }
    try {
      await encodeAndDecode(
        tools,
        plan,
        encodeArgs(files, graph, plan.cut, plan.sound, tool, growing),
        growing,
        options,
      )
      const finish = await writeFinishFiles(dir, plan, growing)
      await runFfmpeg(tools, finishArgs(finish, out), signal ? { signal } : {})
      const [written] = await Promise.all([
        verifyShape(tools, out, expectedOf(plan), signal),
        verifySamePackets(tools, growing, out, signal),
      ])
      return written
    } catch (error) {
      if (error instanceof DebriefError && /No space left on device|ENOSPC/.test(error.message))
        throw diskFull(out, error)
      throw error
    }
  })
}

const expectedOf = ({ size, cut, sound }: ClipPlan): Expected => ({
  size,
  durationMs: cut.durationMs,
  pictureMs: cut.pictureMs,
  sound: sound && cut.sound,
})

export function diskFull(subject: string, cause?: unknown): DebriefError {
  return new DebriefError(
    'disk.full',
    'There is not enough room on the disk for the exported clip; nothing half-made was kept. Make room or choose another folder, then export again.',
    { subject },
    cause,
  )
}
