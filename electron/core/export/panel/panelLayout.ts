import type { CardMetrics } from '../card/metrics.ts'
import type { Box, Size } from '../export.types.ts'
import { fitInto } from '../fitInto.ts'

/** Where everything stands in a picture with a side panel, whole pixels. */
export interface PanelLayout {
  readonly canvas: Size
  /** The recording. */
  readonly picture: Box
  readonly panel: Box
  /** Where the comments stand. */
  readonly column: Box
  /** The clip's title with the clock. */
  readonly head: Box
  /** The prompt; absent where there is none. */
  readonly foot: Box | undefined
  /** How much of the clip is over. */
  readonly progress: Box
  /** Pixels per unit of the design (1920 × 1080). */
  readonly unit: number
  /** For the cards in the column. */
  readonly metrics: CardMetrics
}

/** The design's measures, in its units. */
const design = { width: 1920, height: 1080, panel: 552, widestPanel: 800, head: 96, foot: 214, progress: 8 }
const column = { side: 36, top: 36, bottom: 28, gap: 24 }

/** Nobody would recognise what is on a picture of fewer pixels, however large it is shown. */
const leastSide = 64
/** Enlarged further a picture shows its pixels and nothing more. */
const mostEnlarged = 3
/** A picture that has to be enlarged more than this on the full canvas gets the smaller one. */
const enlargedOnFull = 1.34
const fullHeight = 1080
const smallHeight = 720

export function panelMetrics(columnBox: Box, unit: number): CardMetrics {
  const type = (sizePx: number, lineHeight: number) => ({
    sizePx: sizePx * unit,
    lineHeight: Math.round(lineHeight * unit),
  })
  return {
    look: 'panel',
    picture: { width: columnBox.x + columnBox.width, height: columnBox.y + columnBox.height },
    safe: columnBox,
    unit,
    compact: false,
    text: type(32, 41),
    dense: type(24, 31),
    name: type(28, 36),
    badge: type(25, 34),
    bugHeight: 0,
    gap: Math.round(column.gap * unit),
  }
}

function arrange(shown: Size, canvas: Size, prompted: boolean): Omit<PanelLayout, 'metrics'> {
  const unit = canvas.height / design.height
  const px = (units: number) => 2 * Math.round((units * unit) / 2)
  const upright = shown.height > shown.width
  // An upright picture takes the whole height; title and prompt stand in the panel, which is wide then.
  const room = upright
    ? { width: canvas.width - px(design.panel), height: canvas.height }
    : {
        width: canvas.width - px(design.panel),
        height: canvas.height - px(design.head) - (prompted ? px(design.foot * 0.6) : px(design.progress)),
      }
  const widest = fitInto(shown, { x: 0, y: 0, ...room }, mostEnlarged)
  const spare = canvas.width - widest.width
  const panelWidth = upright ? spare : Math.min(Math.max(px(design.panel), spare), px(design.widestPanel))
  const stageWidth = canvas.width - panelWidth
  const panel = { x: stageWidth, y: 0, width: panelWidth, height: canvas.height }
  const side = px(column.side)
  const progress = {
    x: 0,
    y: canvas.height - px(design.progress),
    width: canvas.width,
    height: px(design.progress),
  }
  if (upright) {
    const picture = fitInto(shown, { x: 0, y: 0, width: stageWidth, height: canvas.height }, mostEnlarged)
    const headHeight = px(design.head)
    const footHeight = prompted ? px(design.foot) : px(column.bottom)
    const inner = { x: panel.x + side, width: panel.width - 2 * side }
    return {
      canvas,
      picture,
      panel,
      head: { ...inner, y: px(12), height: headHeight - px(12) },
      column: { ...inner, y: headHeight + px(12), height: canvas.height - headHeight - px(12) - footHeight },
      foot: prompted ? { ...inner, y: canvas.height - footHeight, height: footHeight - px(20) } : undefined,
      progress,
      unit,
    }
  }
  const below = prompted ? px(design.foot * 0.6) : 0
  const top = px(design.head)
  const least = fitInto(
    shown,
    { x: 0, y: top, width: stageWidth, height: canvas.height - top - Math.max(below, progress.height) },
    mostEnlarged,
  )
  // With a prompt the picture hangs below the title; without one it stands in the middle as far as the title lets it.
  const middle = 2 * Math.round((canvas.height - least.height) / 4)
  const picture = { ...least, y: prompted ? top : Math.max(top, middle) }
  const margin = px(40)
  const inner = { x: margin, width: stageWidth - 2 * margin }
  const bottom = picture.y + picture.height
  return {
    canvas,
    picture,
    panel,
    head: { ...inner, y: 0, height: picture.y },
    column: {
      x: panel.x + side,
      y: px(column.top),
      width: panel.width - 2 * side,
      height: canvas.height - px(column.top) - px(column.bottom),
    },
    foot: prompted
      ? { ...inner, y: bottom, height: canvas.height - bottom - progress.height - px(6) }
      : undefined,
    progress,
    unit,
  }
}

/**
 * Lays out a picture with a column of comments beside it, nothing covered. Pure.
 * @param shown the recording's picture
 * @returns undefined where that is too small to be of use beside a column
 */
export function panelLayout(
  shown: Size,
  { prompted, canvas }: { readonly prompted: boolean; readonly canvas?: Size | undefined },
): PanelLayout | undefined {
  if (Math.min(shown.width, shown.height) < leastSide) return undefined
  const on = (height: number) => ({ width: (height * 16) / 9, height })
  const full = arrange(shown, canvas ?? on(fullHeight), prompted)
  const small = !canvas && full.picture.width / shown.width > enlargedOnFull
  const chosen = small ? arrange(shown, on(smallHeight), prompted) : full
  return { ...chosen, metrics: panelMetrics(chosen.column, chosen.unit) }
}
