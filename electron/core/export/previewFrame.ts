import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SKRSContext2D } from '@napi-rs/canvas'
import { DebriefError } from '../../contract/errors.ts'
import { withScratch } from '../jobs/scratch.ts'
import { abilities } from '../media/tools/abilities.ts'
import { fileUrl, inputArgs } from '../media/tools/input.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { runFfmpeg } from '../media/tools/run.ts'
import { drawStill } from './card/drawStill.ts'
import { type ClipOptions, type ClipPlan, planClip, sceneOf } from './clipPlan.ts'
import type { ExportInput } from './export.types.ts'
import { filterGraph } from './filterGraph.ts'
import type { Layer } from './overlay/layers.ts'
import { writeOverlayFile } from './overlay/overlayFile.ts'
import { clipTimeOf, planRetime, stretchTimeOf } from './retime.ts'
import { sceneLayers } from './scene.ts'

/** All that a layer hides in the time in which the picture may have come on that is on the screen at its end. */
function hiddenAt({ box, steps, hides }: Layer, fromMs: number, toMs: number): Layer[] {
  const within = steps.filter(({ atMs }, i) => atMs <= toMs && (steps[i + 1]?.atMs ?? toMs + 1) > fromMs)
  const paints = within.flatMap(step => (step.what === 'painted' ? [step.paint] : []))
  if (paints.length === 0 || !hides) return []
  const paint = (context: SKRSContext2D) => {
    for (const one of paints) one(context)
  }
  return [{ box, hides, steps: [{ atMs: 0, what: 'painted', paint }], spans: [{ fromMs: 0, toMs: 1e9 }] }]
}

/** Of each layer only the step that is on at `clipMs`, from the very start: the preview has one picture. */
function layersAt(plan: ClipPlan, clipMs: number): Layer[] {
  return sceneLayers(sceneOf(plan)).flatMap(layer => {
    const { box, steps, spans, moves, hides } = layer
    if (hides) return hiddenAt(layer, clipMs - plan.cut.pictureMs, clipMs)
    const step = steps.findLast(each => each.atMs <= clipMs)
    const on = spans === undefined || spans.some(({ fromMs, toMs }) => fromMs <= clipMs && clipMs < toMs)
    if (!step || !on || step.what === 'nothing') return []
    const share = moves ? clipMs / moves.durationMs : 0
    const x = moves ? Math.round(moves.fromX + (moves.toX - moves.fromX) * share) : box.x
    return [{ box: { ...box, x }, steps: [{ ...step, atMs: 0 }], spans: [{ fromMs: 0, toMs: 1e9 }] }]
  })
}

/** Where in the finished clip a moment of the lesson is seen, held to the clip. */
function clipTime({ retime, clip, durationMs }: ClipPlan, at: PreviewMoment): number {
  const wanted = 'clipMs' in at ? at.clipMs : clipTimeOf(retime, at.lessonMs - clip.fromMs)
  return Math.min(Math.max(0, wanted), Math.max(0, durationMs - 1))
}

/** A moment of the lesson, or one of the finished clip. */
export type PreviewMoment = { readonly lessonMs: number } | { readonly clipMs: number }

/**
 * Draws one picture of the clip as the export will show it: the same plan, the same cards, the same filters, before the encoder.
 * @param at a moment outside of the clip gives its nearest picture
 * @returns PNG
 * @throws DebriefError media.*, input.invalid, tools.missing, tools.failed, cancelled
 */
export async function previewFrame(
  tools: MediaTools,
  input: ExportInput,
  at: PreviewMoment,
  options: ClipOptions & { readonly signal?: AbortSignal },
): Promise<Buffer> {
  const { signal } = options
  const run = signal ? { signal } : {}
  const plan = await planClip(tools, input, options, { ...run, endsOnly: true })
  const { cut, clip } = plan
  const clipMs = clipTime(plan, at)
  const within = Math.min(stretchTimeOf(plan.retime, clipMs), Math.max(0, cut.durationMs - 1))
  const layers = layersAt(plan, clipMs)
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
        retime: planRetime({ stretchMs: spanMs + 40 }),
        cut: { ...cut, leadMs: 0, durationMs: spanMs + 40, timing: plan.picture ? 'own' : 'frozen' },
        stillInput: 1,
        layersInput: plan.picture ? 1 : 2,
        layers,
        spans: [],
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
    if (layers.length > 0) await writeOverlayFile(layersFile, plan.overlay, layers, signal)
    if (!plan.picture) await writeFile(still, await drawStill(plan.panel ? '' : clip.title))
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
