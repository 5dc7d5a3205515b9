import type { ExportMask, Size } from './export.types.ts'
import { type MaskStage, maskLayers } from './masks/maskLayers.ts'
import { type Layer, overlayLayers, shownSpans } from './overlay/layers.ts'
import { panelLayers } from './panel/panelLayers.ts'
import type { PanelPlan } from './panel/panelPlan.ts'
import type { OverlayPlan } from './plan.ts'
import type { LessonClock } from './retime.ts'
import type { CardWords } from './titleCard/cardWords.ts'
import { drawTitleCard } from './titleCard/drawTitleCard.ts'
import type { Span } from './turns.ts'

/** A card that covers all of the picture for a while. */
export interface TimedCard extends Span {
  readonly words: CardWords
}

/** All that is laid over a clip's picture. */
export interface Scene {
  readonly canvas: Size
  readonly overlay: OverlayPlan | undefined
  readonly panel: PanelPlan | undefined
  readonly cards: readonly TimedCard[]
  /** What hides parts of the recording's picture, and how that stands in the clip; absent where nothing does. */
  readonly hidden?: { readonly masks: readonly ExportMask[]; readonly stage: MaskStage } | undefined
  readonly clock: LessonClock
  /** Lesson clock of the clip's start. */
  readonly fromMs: number
}

const cardLayer = ({ words, fromMs, toMs }: TimedCard, canvas: Size): Layer => ({
  box: { x: 0, y: 0, ...canvas },
  steps: [
    ...(fromMs > 0 ? [{ atMs: 0, what: 'nothing' } as const] : []),
    { atMs: fromMs, what: 'painted', paint: context => drawTitleCard(context, words, canvas) },
    { atMs: toMs, what: 'nothing' },
  ],
  spans: [{ fromMs, toMs }],
})

/** The layers of a clip, the lowest first. Pure, but for the drawing that each step does when it is asked for. */
export function sceneLayers({ canvas, overlay, panel, cards, hidden, clock, fromMs }: Scene): Layer[] {
  const hiding = hidden ? maskLayers(hidden.masks, hidden.stage) : []
  const burned = overlay
    ? overlayLayers(overlay, fromMs, clock).map(layer => ({ ...layer, spans: shownSpans(overlay.states) }))
    : []
  const column = panel ? panelLayers(panel) : []
  return [...hiding, ...burned, ...column, ...cards.map(card => cardLayer(card, canvas))]
}
