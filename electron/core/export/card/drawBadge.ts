import type { SKRSContext2D } from '@napi-rs/canvas'
import { directionOf } from '../../text/typeset/direction.ts'
import { fontOf } from '../../text/typeset/fonts.ts'
import { type Badge, badgeMeasures, badgeWeight } from './badgeLayout.ts'
import { domainFill, domainOn, ink } from './colours.ts'
import type { CardMetrics } from './metrics.ts'

/** Rising bars, filled up to the level; the rest are outlines. Returns the x behind them. */
function drawBars(
  context: SKRSContext2D,
  badge: Badge,
  metrics: CardMetrics,
  x: number,
  bottom: number,
): void {
  const b = badgeMeasures(metrics)
  const { levelCount, levelIndex = -1 } = badge.tag
  const tallest = Math.round(metrics.badge.sizePx)
  const shortest = Math.round(tallest * 0.42)
  const line = Math.max(1, Math.round(b.barWidth / 4))
  for (let i = 0; i < levelCount; i++) {
    const height = Math.round(shortest + ((tallest - shortest) * i) / Math.max(1, levelCount - 1))
    const left = x + i * (b.barWidth + b.barGap)
    if (i <= levelIndex) {
      context.fillStyle = ink.text
      context.fillRect(left, bottom - height, b.barWidth, height)
    } else {
      context.strokeStyle = ink.text
      context.lineWidth = line
      context.strokeRect(left + line / 2, bottom - height + line / 2, b.barWidth - line, height - line)
    }
  }
}

/** Draws a tag's badge: the square with its code, the criterion's title, and the level or the dashed "not observed". */
export function drawBadge(
  context: SKRSContext2D,
  badge: Badge,
  metrics: CardMetrics,
  x: number,
  y: number,
): void {
  const b = badgeMeasures(metrics)
  const { parts, tag, width } = badge
  const size = metrics.badge.sizePx
  const baseline = y + Math.round(b.height / 2 + size * 0.364)
  context.textAlign = 'left'
  if (tag.notObserved) {
    const line = Math.max(1, Math.round(b.barWidth / 4))
    context.strokeStyle = ink.textFaint
    context.lineWidth = line
    context.setLineDash([line * 4, line * 3])
    context.beginPath()
    context.roundRect(x + line / 2, y + line / 2, width - line, b.height - line, b.radius)
    context.stroke()
    context.setLineDash([])
  } else {
    context.fillStyle = ink.badge
    context.beginPath()
    context.roundRect(x, y, width, b.height, b.radius)
    context.fill()
  }

  let at = x + b.padLeft
  context.fillStyle = domainFill(tag.domainIndex)
  context.beginPath()
  context.roundRect(
    at,
    y + Math.round((b.height - b.codeHeight) / 2),
    parts.codeWidth,
    b.codeHeight,
    b.radius * 0.66,
  )
  context.fill()
  context.fillStyle = domainOn
  context.font = fontOf(badgeWeight.code, b.codeSizePx, badge.code)
  context.textAlign = 'center'
  context.direction = 'ltr'
  const squareMiddle = y + Math.round((b.height - b.codeHeight) / 2) + b.codeHeight / 2
  context.fillText(badge.code, at + parts.codeWidth / 2, Math.round(squareMiddle + b.codeSizePx * 0.364))
  context.textAlign = 'left'
  at += parts.codeWidth + b.gap

  context.fillStyle = ink.text
  if (badge.title !== '') {
    context.font = fontOf(badgeWeight.title, size, badge.title)
    context.direction = directionOf(badge.title)
    context.fillText(badge.title, at, baseline)
    at += parts.titleWidth + b.gap
  }
  context.direction = 'ltr'
  if (parts.barsWidth > 0) {
    drawBars(context, badge, metrics, at, y + Math.round((b.height + size) / 2))
    at += parts.barsWidth + Math.round(b.gap * 0.7)
  }
  if (badge.level === '') return
  context.font = fontOf(badgeWeight.level, size, badge.level)
  context.fillStyle = tag.notObserved ? ink.textQuiet : ink.text
  context.fillText(badge.level, at, baseline)
}
