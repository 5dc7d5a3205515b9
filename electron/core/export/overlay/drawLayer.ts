import { textCanvas } from '../../text/typeset/fonts.ts'
import { drawBug } from '../card/drawBug.ts'
import { drawCard } from '../card/drawCard.ts'
import type { OverlayPlan } from '../plan.ts'
import { drawDrawings } from './drawings.ts'
import type { Layer, LayerStep } from './layers.ts'
import { packPng } from './packPng.ts'

/** Draws what a layer shows at one of its steps, as a PNG of the layer's size. */
export async function drawStep(
  plan: OverlayPlan | undefined,
  layer: Layer,
  step: LayerStep,
): Promise<Buffer> {
  const { box } = layer
  const { context } = textCanvas(box.width, box.height)
  switch (step.what) {
    case 'nothing':
      break
    case 'cards':
      for (const { card, page, box: at } of step.state.cards)
        drawCard(context, card, page, at.x - box.x, at.y - box.y)
      break
    case 'drawings':
      if (plan) {
        const corner = { x: box.x - plan.stand.x, y: box.y - plan.stand.y }
        drawDrawings(context, step.state.drawings, plan.stand, corner)
      }
      break
    case 'bug':
      if (plan?.bug) drawBug(context, plan.bug, step.clockMs, plan.bug.box.x - box.x, plan.bug.box.y - box.y)
      break
    case 'painted':
      context.translate(-box.x, -box.y)
      step.paint(context)
      context.resetTransform()
      break
  }
  return packPng(box.width, box.height, context.getImageData(0, 0, box.width, box.height).data)
}
