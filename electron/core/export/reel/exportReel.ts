import { createReadStream } from 'node:fs'
import { rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { DebriefError, type Failure } from '../../../contract/errors.ts'
import { partPathOf } from '../../jobs/partFile.ts'
import { withScratch } from '../../jobs/scratch.ts'
import { fileUrl } from '../../media/tools/input.ts'
import { runFfmpeg } from '../../media/tools/run.ts'
import { type ClipOptions, type ClipPart, type ClipPlan, planClip } from '../clipPlan.ts'
import { learnSpeed, sizeOf, tellingMoment } from '../estimate.ts'
import type { ExportInput } from '../export.types.ts'
import { checkRoom, type ExportOptions, makeFolder, sidecarsOf } from '../exportClip.ts'
import { pictureClock } from '../filterGraph.ts'
import { asDiskFull, renderPart, softCues, writeSubtitles } from '../render.ts'
import { ownInput, soundCodecArgs, subtitleArgs } from '../renderArgs.ts'
import { placeFile, safeFileName } from '../safeName.ts'
import { commentCues, type Placed, speechCues, writeBeside } from '../sidecars.ts'
import type { Timing } from '../source/cutPlan.ts'
import { verifyDecodes, verifyShape } from '../verify.ts'
import { joinList, type ReelPart, reelMetadata } from './reelFiles.ts'
import { type ReelStage, reelStage } from './reelStage.ts'

/** One clip of a reel. */
export interface ReelClip {
  readonly clipId: string
  /** Reads what it is made of. @throws DebriefError media.missing and the like */
  gather(): Promise<ExportInput>
}

export interface ReelOptions extends Omit<ExportOptions, 'outDir'> {
  /** Absolute; where that name is taken, the next free one. */
  readonly file: string
  /** Awaited between clips: a pause. */
  readonly gate?: () => Promise<void>
}

export interface ReelEntry {
  readonly clipId: string
  /** Where its card begins in the reel. */
  readonly fromMs: number
  readonly durationMs: number
}

export interface ExportedReel {
  readonly file: string
  readonly durationMs: number
  readonly sizeBytes: number
  readonly clips: readonly ReelEntry[]
  /** Clips that are not in it, and why. */
  readonly failed: readonly Failure[]
  readonly beside: readonly string[]
}

const failureOf = (clipId: string, error: unknown): Failure => {
  if (error instanceof DebriefError && error.code !== 'cancelled' && error.code !== 'disk.full')
    return { clipId, code: error.code, message: error.message }
  throw error
}

interface Wanted {
  readonly clip: ReelClip
  readonly input: ExportInput
}

/** How a clip is made as part of a reel: always with its card, its voices evened; the last one has the end card, if any. */
const partOptions = (options: ReelOptions, part: ClipPart): ClipOptions => ({
  ...options,
  titleCard: true,
  endCard: options.endCard === true && part.at === part.of,
  evenVoices: options.mute !== true,
  part,
})

const none = 'None of these clips can be exported, so there is no reel.'

/** Reads every clip once: what it would be alone. Those that cannot be read are named and left out. */
async function survey(clips: readonly ReelClip[], options: ReelOptions) {
  const failed: Failure[] = []
  const found: Array<Wanted & { readonly plan: ClipPlan }> = []
  for (const clip of clips) {
    options.signal?.throwIfAborted()
    try {
      const input = await clip.gather()
      const alone: ClipOptions = { ...options, titleCard: true }
      const plan = await planClip(options.tools, input, alone, {
        ...(options.signal && { signal: options.signal }),
        endsOnly: true,
      })
      found.push({ clip, input, plan })
    } catch (error) {
      failed.push(failureOf(clip.clipId, error))
    }
  }
  const [first] = failed
  if (found.length === 0)
    throw new DebriefError(first?.code ?? 'input.invalid', first ? `${none} ${first.message}` : none)
  return { failed, found }
}

/** With less than this left nothing more can be written. */
const leastBytes = 2 ** 20

/** Renders a part; where the file's own times prove wrong, again with steadier ones. */
async function makePart(
  input: ExportInput,
  options: ReelOptions,
  part: ClipPart,
  file: string,
  onProgress: (share: number) => void,
): Promise<ClipPlan> {
  const run = options.signal ? { signal: options.signal } : {}
  let timing: Timing | undefined
  for (;;) {
    const plan = await planClip(options.tools, input, partOptions(options, part), {
      ...(timing && { timing }),
      ...run,
    })
    try {
      const began = performance.now()
      await renderPart(options.tools, plan, file, {
        ...run,
        onProgress: doneMs => onProgress(Math.min(1, Math.max(0, doneMs) / Math.max(1, plan.durationMs))),
      })
      learnSpeed(plan, performance.now() - began)
      return plan
    } catch (error) {
      // A full disk shows itself as half a file first.
      await checkRoom(dirname(file), leastBytes)
      const again =
        error instanceof DebriefError && (error.code === 'export.mismatch' || error.code === 'tools.failed')
      if (!again || !plan.picture || plan.cut.timing === 'frozen') throw error
      timing = 'frozen'
    }
  }
}

/** Puts the parts together: their pictures as they are, their sound packed once, chapters and subtitles of all. */
async function joinParts(
  parts: readonly ReelPart[],
  placed: readonly Placed[],
  title: string,
  out: string,
  options: ReelOptions,
): Promise<void> {
  const run = options.signal ? { signal: options.signal } : {}
  const last = parts.at(-1)
  const durationMs = last ? last.startMs + last.durationMs : 0
  const heard = placed.some(({ plan }) => plan.sound && plan.cut.sound)
  await withScratch(async dir => {
    const list = join(dir, 'parts.txt')
    const metadata = join(dir, 'metadata.txt')
    await writeFile(list, joinList(parts))
    await writeFile(metadata, reelMetadata(title, parts))
    const soft = placed.some(({ plan }) => Object.values(softCues(plan)).some(cues => cues.length > 0))
    const tracks = soft
      ? await writeSubtitles(
          dir,
          { comments: commentCues(placed), transcript: speechCues(placed) },
          Math.round(durationMs),
        )
      : []
    await runFfmpeg(
      options.tools,
      [
        ...['-protocol_whitelist', 'file', '-f', 'concat', '-safe', '0', '-i', fileUrl(list)],
        ...ownInput('ffmetadata', metadata),
        ...tracks.flatMap(({ file }) => ownInput('mp4', file)),
        ...['-map', '0:v', '-c:v', 'copy'],
        ...(heard ? ['-map', '0:a', '-af', 'aresample=async=1:first_pts=0', ...soundCodecArgs(2)] : ['-an']),
        ...[...subtitleArgs(tracks, 2), '-dn'],
        ...['-map_metadata', '1', '-map_metadata:s:v', '-1', '-map_metadata:s:a', '-1', '-map_chapters', '1'],
        ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
        ...['-video_track_timescale', String(pictureClock), '-movflags', '+faststart'],
        ...['-f', 'mp4', '-y', fileUrl(out)],
      ],
      { ...run, onProgress: () => undefined },
    )
  })
}

/**
 * Writes many clips, also of different lessons and sizes, into one file: a card before each, a chapter each, voices evened. The
 * file appears when it is whole and right, or never. A clip that cannot be exported is left out and named.
 * @throws DebriefError media.*, input.invalid, tools.missing, tools.failed, disk.full, disk.failed, export.mismatch, cancelled
 */
export async function exportReel(clips: readonly ReelClip[], options: ReelOptions): Promise<ExportedReel> {
  const { tools, signal, onProgress, partFor = async (out: string) => partPathOf(out) } = options
  const run = signal ? { signal } : {}
  const dir = dirname(options.file)
  const stem = basename(options.file, extname(options.file))
  const name = safeFileName(stem, '.mp4', 'Reel')
  await makeFolder(dir)
  onProgress?.(0, 'Preparing')
  const { found, failed } = await survey(clips, options)
  const stage: ReelStage = reelStage(
    found.map(({ plan }) => ({
      size: plan.size,
      pictureMs: plan.cut.pictureMs,
      rate: plan.cut.steadyRate,
    })),
    options.style,
  )
  // The parts lie beside the reel until it is whole.
  await checkRoom(
    dir,
    found.reduce((sum, { plan }) => sum + sizeOf({ ...plan, size: stage.canvas }), 0) * 2.3,
  )

  const temporary: string[] = []
  const beside = async () => {
    const path = await partFor(join(dir, name))
    temporary.push(path)
    return path
  }
  try {
    const parts: ReelPart[] = []
    const placed: Placed[] = []
    const entries: ReelEntry[] = []
    const wholeMs = found.reduce((sum, { plan }) => sum + plan.durationMs, 0)
    let doneMs = 0
    let startMs = 0
    for (const [i, { clip, input, plan: alone }] of found.entries()) {
      await options.gate?.()
      signal?.throwIfAborted()
      const note = `Clip ${i + 1} of ${found.length}: ${input.clip.title}`
      const file = await beside()
      try {
        const part: ClipPart = { ...stage, at: i + 1, of: found.length }
        const plan = await makePart(input, options, part, file, share =>
          onProgress?.((0.94 * (doneMs + share * alone.durationMs)) / wholeMs, note),
        )
        // Each part begins where a picture of the common rate does.
        const pictures = Math.ceil(plan.durationMs / stage.pictureMs - 0.01)
        const durationMs = pictures * stage.pictureMs
        parts.push({ file, title: plan.clip.title, startMs, durationMs })
        placed.push({ plan, startMs })
        entries.push({ clipId: clip.clipId, fromMs: Math.round(startMs), durationMs: Math.round(durationMs) })
        startMs += durationMs
      } catch (error) {
        failed.push(failureOf(clip.clipId, error))
      }
      doneMs += alone.durationMs
    }
    if (parts.length === 0) throw new DebriefError('export.mismatch', `${none} ${failed[0]?.message ?? ''}`)
    onProgress?.(0.95, 'Putting the clips together')
    const out = await beside()
    await joinParts(parts, placed, stem, out, options)
    onProgress?.(0.97, 'Checking')
    await verifyDecodes(tools, name, createReadStream(out), run)
    const heard = placed.some(({ plan }) => plan.sound && plan.cut.sound)
    const written = await verifyShape(
      tools,
      out,
      {
        size: stage.canvas,
        durationMs: startMs,
        pictureMs: stage.pictureMs,
        sound: heard ? { fromMs: 0, toMs: startMs } : undefined,
      },
      signal,
    )
    signal?.throwIfAborted()
    const file = await placeFile(out, dir, name, '.mp4')
    const first = placed[0]
    const files = await writeBeside(
      tools,
      {
        file,
        partFor,
        kinds: sidecarsOf(options),
        posterAtMs: options.poster && first ? tellingMoment(first.plan) : undefined,
        clips: placed,
        durationMs: startMs,
      },
      signal,
    )
    onProgress?.(1, 'Done')
    return {
      file,
      durationMs: written.durationMs,
      sizeBytes: (await stat(file)).size,
      clips: entries,
      failed,
      beside: files,
    }
  } catch (error) {
    throw asDiskFull(error, options.file)
  } finally {
    for (const path of temporary) await rm(path, { force: true, maxRetries: 3 })
  }
}
