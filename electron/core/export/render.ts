import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { DebriefError } from '../../contract/errors.ts'
import { withScratch } from '../jobs/scratch.ts'
import { abilities } from '../media/tools/abilities.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { runFfmpeg } from '../media/tools/run.ts'
import { drawStill } from './card/drawStill.ts'
import { type ClipPlan, sceneOf } from './clipPlan.ts'
import { filterGraph } from './filterGraph.ts'
import { readGrowing } from './growingFile.ts'
import { measureLoudness } from './loudness.ts'
import type { Layer } from './overlay/layers.ts'
import { writeOverlayFile } from './overlay/overlayFile.ts'
import {
  type EncodeFiles,
  encodeArgs,
  type FinishFiles,
  finishArgs,
  inputNumbers,
  type SubtitleFile,
} from './renderArgs.ts'
import { clipTimeOf, isStraight } from './retime.ts'
import { sceneLayers } from './scene.ts'
import type { SoundChange } from './soundFilters.ts'
import { clipCues, clipMetadata, transcriptCues } from './subtitles.ts'
import { type Cue, subtitleTrack } from './subtitleTrack.ts'
import { type Expected, verifyDecodes, verifySamePackets, verifyShape, type Written } from './verify.ts'

export interface RenderOptions {
  readonly signal?: AbortSignal
  /** How much of the clip is encoded, ms. */
  readonly onProgress?: (doneMs: number) => void
}

/** Files that a render writes to; all lie beside the target, because only there is room for them. */
export interface RenderTargets {
  /** Grows while it is encoded; not needed afterwards. */
  readonly growing: string
  /** The clip. */
  readonly out: string
  /** The clip before it gets its subtitles; only where it has some. */
  readonly joined?: string | undefined
  /** Makes a path for a piece of the clip. */
  readonly another: () => Promise<string>
}

/** Draws and writes what the encode reads beside the recording. */
async function writeEncodeFiles(
  dir: string,
  plan: ClipPlan,
  layers: readonly Layer[],
  signal?: AbortSignal,
): Promise<EncodeFiles> {
  const { clip, overlay, panel } = plan
  const files = {
    recording: plan.recording.path,
    layers: layers.length > 0 ? join(dir, 'layers.mkv') : undefined,
    still: plan.picture ? undefined : join(dir, 'still.png'),
  }
  if (files.layers) await writeOverlayFile(files.layers, overlay, layers, signal)
  // A panel has the title above the picture already.
  if (files.still) await writeFile(files.still, await drawStill(panel ? '' : clip.title))
  return files
}

/** The cues of both soft tracks; none where they were not asked for. */
export function softCues(plan: ClipPlan): { readonly comments: Cue[]; readonly transcript: Cue[] } {
  const { clip, comments, transcript, retime, subtitles } = plan
  if (!subtitles) return { comments: [], transcript: [] }
  return { comments: clipCues(clip, comments), transcript: transcriptCues(transcript, clip.fromMs, retime) }
}

/** Writes a track for each that has words. */
export async function writeSubtitles(
  dir: string,
  cues: { readonly comments: readonly Cue[]; readonly transcript: readonly Cue[] },
  durationMs: number,
): Promise<SubtitleFile[]> {
  const written: SubtitleFile[] = []
  for (const [name, track] of [
    ['Comments', cues.comments],
    ['Transcript', cues.transcript],
  ] as const) {
    if (track.length === 0) continue
    const file = join(dir, `${name}.mp4`)
    await writeFile(file, subtitleTrack(track, durationMs, name))
    written.push({ file, name })
  }
  return written
}

/** Writes what a clip gets beside its packets: title, chapters, subtitles. */
export async function writeFinishFiles(dir: string, plan: ClipPlan, encoded: string): Promise<FinishFiles> {
  const { clip, comments, subtitles } = plan
  const metadata = join(dir, 'metadata.txt')
  await writeFile(metadata, clipMetadata(clip, comments, subtitles))
  return {
    encoded,
    metadata,
    subtitles: await writeSubtitles(dir, softCues(plan), clip.toMs - clip.fromMs),
  }
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

/** What is done to the sound; measures it first where voices are to be evened. */
async function soundChangeOf(
  tools: MediaTools,
  plan: ClipPlan,
  signal?: AbortSignal,
): Promise<SoundChange | undefined> {
  const { sound, cut, gainDb, evenVoices, part } = plan
  if (!sound || !cut.sound || (gainDb === 0 && !evenVoices && !part)) return undefined
  const measured = evenVoices
    ? await measureLoudness(tools, plan.recording.path, sound, cut, signal)
    : undefined
  return { gainDb, measured, ...(part && { rate: 48_000, layout: 'stereo' }) }
}

/**
 * Draws what the encode of a plan reads beside the recording.
 * @param dir for what is drawn
 * @returns the encoder's arguments, to write fragments to `growing`
 */
export async function prepareEncode(
  tools: MediaTools,
  plan: ClipPlan,
  { dir, growing }: { readonly dir: string; readonly growing: string },
  signal?: AbortSignal,
): Promise<string[]> {
  const available = await checkEncoders(tools)
  const layers = sceneLayers(sceneOf(plan))
  const [files, soundChange] = await Promise.all([
    writeEncodeFiles(dir, plan, layers, signal),
    soundChangeOf(tools, plan, signal),
  ])
  const { layers: layersInput, still: stillInput } = inputNumbers(files)
  const graph = filterGraph({
    ...plan,
    stillInput,
    layersInput,
    layers,
    spans: [],
    available,
    soundChange,
    joined: plan.part !== undefined,
  })
  const tool = { version: tools.ffmpeg.version }
  return encodeArgs(files, graph, plan.cut, plan.sound, tool, growing, plan.part !== undefined)
}

/** Encodes a plan into fragments and decodes them as they come. */
async function encodePlan(
  tools: MediaTools,
  plan: ClipPlan,
  dir: string,
  growing: string,
  options: RenderOptions,
): Promise<void> {
  const args = await prepareEncode(tools, plan, { dir, growing }, options.signal)
  await encodeAndDecode(tools, plan, args, growing, options)
}

/**
 * Encodes one of the parts of a file: fragments with lossless sound, decoded once.
 * @throws DebriefError tools.missing, tools.failed, disk.full, export.mismatch, cancelled
 */
export async function renderPart(
  tools: MediaTools,
  plan: ClipPlan,
  out: string,
  options: RenderOptions = {},
): Promise<void> {
  try {
    await withScratch(dir => encodePlan(tools, plan, dir, out, options))
  } catch (error) {
    throw asDiskFull(error, out)
  }
}

/**
 * Encodes the whole stretch anew, with what lies on the picture, and verifies every step.
 * @throws DebriefError tools.missing (no H.264 encoder), tools.failed, disk.full, export.mismatch, cancelled
 */
export async function renderFull(
  tools: MediaTools,
  plan: ClipPlan,
  { growing, out }: Pick<RenderTargets, 'growing' | 'out'>,
  options: RenderOptions = {},
): Promise<Written> {
  const { signal } = options
  return withScratch(async dir => {
    try {
      await encodePlan(tools, plan, dir, growing, options)
      const finish = await writeFinishFiles(dir, plan, growing)
      await runFfmpeg(tools, finishArgs(finish, out), signal ? { signal } : {})
      const [written] = await Promise.all([
        verifyShape(tools, out, expectedOf(plan), signal),
        verifySamePackets(tools, growing, out, signal),
      ])
      return written
    } catch (error) {
      throw asDiskFull(error, out)
    }
  })
}

/** What ffmpeg says of a full disk, as Debrief says it; all else as it is. */
export function asDiskFull(error: unknown, subject: string): unknown {
  const full = error instanceof DebriefError && /No space left on device|ENOSPC/.test(error.message)
  const ours = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
  return full || ours ? diskFull(subject, error) : error
}

function expectedOf({ size, cut, sound, retime, durationMs }: ClipPlan): Expected {
  const heard = sound && cut.sound
  return {
    size,
    durationMs,
    pictureMs: cut.timing === 'own' ? cut.pictureMs / retime.speed : cut.pictureMs,
    sound:
      heard && !isStraight(retime)
        ? { fromMs: clipTimeOf(retime, heard.fromMs), toMs: clipTimeOf(retime, heard.toMs) }
        : heard,
  }
}

export function diskFull(subject: string, cause?: unknown): DebriefError {
  return new DebriefError(
    'disk.full',
    'There is not enough room on the disk for the exported clip; nothing half-made was kept. Make room or choose another folder, then export again.',
    { subject },
    cause,
  )
}
