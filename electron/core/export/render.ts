import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import { abilities } from '../media/tools/abilities.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { runFfmpeg } from '../media/tools/run.ts'
import { drawStill } from './card/drawStill.ts'
import type { ClipPlan } from './clipPlan.ts'
import { filterGraph } from './filterGraph.ts'
import { overlayLayers, shownSpans } from './overlay/layers.ts'
import { writeOverlayFile } from './overlay/overlayFile.ts'
import { inputNumbers, type RenderFiles, renderArgs } from './renderArgs.ts'
import { clipMetadata, clipVtt } from './subtitles.ts'

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

/** Draws and writes what the encode reads beside the recording. */
async function writeInputs(dir: string, plan: ClipPlan, signal?: AbortSignal): Promise<RenderFiles> {
  const { clip, comments, overlay, subtitles } = plan
  const path = (name: string) => join(dir, name)
  const layers = overlay ? overlayLayers(overlay, clip.fromMs) : []
  const metadata = path('metadata.txt')
  await writeFile(metadata, clipMetadata(clip, comments, subtitles))
  const files = {
    recording: plan.recording.path,
    layers: layers.length > 0 ? path('layers.mkv') : undefined,
    still: plan.picture ? undefined : path('still.png'),
    metadata,
    subtitles: subtitles && plan.shown > 0 ? path('comments.vtt') : undefined,
  }
  if (files.layers && overlay) await writeOverlayFile(files.layers, overlay, layers, signal)
  if (files.still) await writeFile(files.still, await drawStill(clip.title))
  if (files.subtitles) await writeFile(files.subtitles, clipVtt(clip, comments))
  return files
}

/**
 * Encodes the whole stretch anew, with what lies on the picture, into `out`.
 * @throws DebriefError tools.missing (no H.264 encoder), tools.failed, disk.full, cancelled
 */
export async function renderFull(
  tools: MediaTools,
  plan: ClipPlan,
  out: string,
  { signal, onProgress }: RenderOptions = {},
): Promise<void> {
  const { filters, encoders } = await abilities(tools)
  const lacking = ['libx264', 'aac'].filter(name => !encoders.has(name))
  if (lacking.length > 0)
    throw new DebriefError(
      'tools.missing',
      `This ffmpeg cannot write clips (${lacking.join(' and ')} is not in it). Nothing was changed; install a full ffmpeg and export again.`,
      { subject: tools.ffmpeg.path },
    )
  await withScratch(async dir => {
    const files = await writeInputs(dir, plan, signal)
    const { layers: layersInput, still: stillInput } = inputNumbers(files)
    const overlay = plan.overlay
    const graph = filterGraph({
      cut: plan.cut,
      size: plan.size,
      picture: plan.picture,
      sound: plan.sound,
      stillInput,
      layersInput,
      layers: overlay && files.layers ? overlayLayers(overlay, plan.clip.fromMs) : [],
      spans: overlay ? shownSpans(overlay.states) : [],
      available: filters,
    })
    const args = renderArgs(files, graph, plan.cut, plan.sound, { version: tools.ffmpeg.version }, out)
    try {
      await runFfmpeg(tools, args, {
        onProgress: progress => onProgress?.(progress.outMs ?? 0),
        ...(signal && { signal }),
      })
    } catch (error) {
      if (error instanceof DebriefError && /No space left on device|ENOSPC/.test(error.message))
        throw diskFull(out, error)
      throw error
    }
  })
}

export function diskFull(subject: string, cause?: unknown): DebriefError {
  return new DebriefError(
    'disk.full',
    'There is not enough room on the disk for the exported clip; nothing half-made was kept. Make room or choose another folder, then export again.',
    { subject },
    cause,
  )
}
