import { open } from 'node:fs/promises'
import { DebriefError } from '../../../contract/errors.ts'
import type { OverlayPlan } from '../plan.ts'
import { drawStep } from './drawLayer.ts'
import type { Layer } from './layers.ts'
import { matroskaHead, matroskaPicture } from './matroska.ts'

/**
 * Draws all layers into one file that ffmpeg reads as a picture track a layer: one decoded picture a change, none in between,
 * however many comments there are.
 * @throws DebriefError cancelled
 */
export async function writeOverlayFile(
  file: string,
  plan: OverlayPlan | undefined,
  layers: readonly Layer[],
  signal?: AbortSignal,
): Promise<void> {
  const steps = layers
    .flatMap((layer, i) => layer.steps.map(step => ({ layer, step, track: i + 1 })))
    .sort((a, b) => a.step.atMs - b.step.atMs || a.track - b.track)
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(matroskaHead(layers.map(layer => layer.box)))
    for (const { layer, step, track } of steps) {
      if (signal?.aborted)
        throw new DebriefError('cancelled', 'Stopped as asked; nothing half-made was kept.')
      await handle.writeFile(matroskaPicture(track, step.atMs, await drawStep(plan, layer, step)))
    }
  } finally {
    await handle.close()
  }
}
