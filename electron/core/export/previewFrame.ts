import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import { abilities } from '../media/tools/abilities.ts'
import { fileUrl, inputArgs } from '../media/tools/input.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { runFfmpeg } from '../media/tools/run.ts'
import { drawStill } from './card/drawStill.ts'
import { type ClipOptions, type ClipPlan, planClip } from './clipPlan.ts'
import type { ExportInput } from './export.types.ts'
import { filterGraph } from './filterGraph.ts'
import type { Layer } from './overlay/layers.ts'
import { overlayLayers } from './overlay/layers.ts'
import { writeOverlayFile } from './overlay/overlayFile.ts'
import { stateAt } from './plan.ts'
import { withScratch } from './render.ts'

/** Of each layer only the step that is on at `atMs`, from the very start: the preview has one picture. */
function layersAt(plan: ClipPlan, atMs: number): Layer[] {
  const { overlay, clip } = plan
  if (!overlay || !stateAt(overlay, atMs)) return []
  return overlayLayers(overlay, clip.fromMs).map(layer => {
    const step = layer.steps.findLast(each => each.atMs <= atMs)
    return { box: layer.box, steps: step ? [{ ...step, atMs: 0 }] : [] }
  })
}

/**
 * Draws one picture of the clip as the export will show it: the same plan, the same cards, the same filters, before the encoder.
 * @param atMs lesson clock; a moment outside of the clip gives its nearest picture
 * @returns PNG
 * @throws DebriefError media.*, input.invalid, tools.missing, tools.failed, cancelled
 */
export async function previewFrame(
  tools: MediaTools,
  input: ExportInput,
  atMs: number,
  options: ClipOptions & { readonly signal?: AbortSignal },
): Promise<Buffer> {
  const { signal } = options
  const run = signal ? { signal } : {}
  const plan = await planClip(tools, input, options, { ...run, endsOnly: true })
  const { cut, clip } = plan
  const within = Math.min(Math.max(0, atMs - clip.fromMs), Math.max(0, clip.toMs - clip.fromMs - 1))
  const layers = layersAt(plan, within)
  const { filters } = await abilities(tools)
  return withScratch(async dir => {
    const layersFile = join(dir, 'layers.mkv')
    const still = join(dir, 'still.png')
    const out = join(dir, 'frame.png')
    const frame = async (backMs: number) => {
      // The picture on the screen is the last before the moment: read from a little earlier, and keep the last.
      const fromMs = Math.max(0, cut.fromMs + within - backMs)
      const spanMs = cut.fromMs + within - fromMs
      const graph = filterGraph({
        ...plan,
        cut: { ...cut, leadMs: 0, durationMs: spanMs + 40, timing: plan.picture ? 'own' : 'frozen' },
        stillInput: 1,
        layersInput: plan.picture ? 1 : 2,
        layers,
        spans: [{ fromMs: 0, toMs: 1e9 }],
        sound: undefined,
        available: filters,
      })
      const own = (format: string, file: string) => [
        '-protocol_whitelist',
        'file',
        '-f',
        format,
        '-i',
        fileUrl(file),
      ]
      await runFfmpeg(
        tools,
        [
          ...inputArgs(plan.recording.path, {
            ...(fromMs > 0 && { seekMs: fromMs }),
            before: ['-t', ((spanMs + 40) / 1000).toFixed(3)],
          }),
          ...(plan.picture ? [] : own('png_pipe', still)),
          ...(layers.length > 0 ? own('matroska', layersFile) : []),
          ...['-filter_complex', graph.text, '-map', graph.picture, '-an', '-sn', '-dn'],
          ...['-c:v', 'png', '-f', 'image2', '-update', '1', '-y', fileUrl(out)],
        ],
        { timeoutMs: 60_000, ...run },
      )
      return readFile(out).catch(() => undefined)
    }
    if (layers.length > 0 && plan.overlay) await writeOverlayFile(layersFile, plan.overlay, layers, signal)
    if (!plan.picture) await writeFile(still, await drawStill(clip.title))
    for (const backMs of [Math.min(200, cut.pictureMs * 1.5), 2000, 12_000]) {
      const png = await frame(backMs)
      if (png) return png
    }
    throw new DebriefError(
      'tools.failed',
      'No picture could be decoded at this moment, so there is no preview of it. The recording itself was not touched; try another moment.',
      { subject: plan.recording.path },
    )
  })
}
