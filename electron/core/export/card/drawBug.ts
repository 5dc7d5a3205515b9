import type { SKRSContext2D } from '@napi-rs/canvas'
import { formatTimecode } from '../../../contract/time/timecode.ts'
import { cleanText } from '../../text/typeset/cleanText.ts'
import { directionOf } from '../../text/typeset/direction.ts'
import { fontOf, measureText } from '../../text/typeset/fonts.ts'
import { shorten } from '../../text/typeset/shorten.ts'
import type { Box } from '../export.types.ts'
import { ink } from './colours.ts'
import type { CardMetrics } from './metrics.ts'

const titleWeight = 560
const clockWeight = 420

/** The clip's title with the lesson clock, a small plate in the picture's corner. */
export interface BugLayout {
  readonly box: Box
  readonly title: string
  readonly titleWidth: number
  readonly metrics: CardMetrics
}

/** Width of a clock whose digits are all as wide as the widest, so that the plate keeps its size while time runs. */
function clockWidth(latestMs: number, sizePx: number): number {
  return Math.ceil(measureText(formatTimecode(latestMs).replace(/\d/g, '0'), clockWeight, sizePx) * 1.02)
}

/**
 * @param latestMs the latest time it will show, lesson clock
 * @returns undefined where the picture has no room for it
 */
export function bugLayout(title: string, latestMs: number, metrics: CardMetrics): BugLayout | undefined {
  if (metrics.bugHeight === 0) return undefined
  const { sizePx } = metrics.badge
  const pad = Math.round(sizePx * 0.85)
  const gap = Math.round(sizePx * 0.6)
  const clock = clockWidth(latestMs, sizePx)
  const most = Math.min(metrics.safe.width, Math.max(metrics.safe.width * 0.6, clock + 2 * pad + gap))
  const cut = shorten(cleanText(title).replaceAll('\n', ' '), most - 2 * pad - gap - clock, text =>
    measureText(text, titleWeight, sizePx),
  )
  const titleWidth = cut === '' ? 0 : Math.ceil(measureText(cut, titleWeight, sizePx)) + gap
  const width = Math.min(metrics.safe.width, titleWidth + clock + 2 * pad)
  return {
    box: { x: metrics.safe.x, y: metrics.safe.y, width, height: metrics.bugHeight },
    title: cut,
    titleWidth,
    metrics,
  }
}

/** Draws the plate with its corner at `x`, `y` for a moment of the lesson clock. */
export function drawBug(
  context: SKRSContext2D,
  layout: BugLayout,
  clockMs: number,
  x: number,
  y: number,
): void {
  const { box, metrics, title } = layout
  const { sizePx } = metrics.badge
  const pad = Math.round(sizePx * 0.85)
  const radius = Math.max(3, Math.round((metrics.compact ? 9 : 12) * metrics.unit))
  const baseline = y + Math.round(box.height / 2 + sizePx * 0.364)
  context.save()
  context.beginPath()
  context.roundRect(x, y, box.width, box.height, radius)
  context.clip()
  context.fillStyle = ink.bugPlate
  context.fillRect(x, y, box.width, box.height)
  context.fillStyle = ink.text
  context.textAlign = 'left'
  context.direction = directionOf(title)
  context.font = fontOf(titleWeight, sizePx, title)
  context.fillText(title, x + pad, baseline)
  context.direction = 'ltr'
  context.font = fontOf(clockWeight, sizePx, '')
  context.fontVariantNumeric = 'tabular-nums'
  context.fillStyle = ink.textQuiet
  context.fillText(formatTimecode(clockMs), x + pad + layout.titleWidth, baseline)
  context.fontVariantNumeric = 'normal'
  const line = Math.max(1, Math.round(2 * metrics.unit))
  context.strokeStyle = ink.bugLine
  context.lineWidth = line
  context.beginPath()
  context.roundRect(
    x + line / 2,
    y + line / 2,
    box.width - line,
    box.height - line,
    Math.max(1, radius - line / 2),
  )
  context.stroke()
  context.restore()
}
