import { Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { kindMarks } from '../../text/kindMarks.ts'
import { cleanText } from '../../text/typeset/cleanText.ts'
import { directionOf } from '../../text/typeset/direction.ts'
import { fontOf, measureText } from '../../text/typeset/fonts.ts'
import { initialsOf } from '../../text/typeset/initials.ts'
import { shorten } from '../../text/typeset/shorten.ts'
import { badgeMeasures } from './badgeLayout.ts'
import { type CardLayout, type CardPage, textWeight } from './cardLayout.ts'
import { ink, personInk } from './colours.ts'
import { drawBadge } from './drawBadge.ts'
import { drawEdge } from './drawEdge.ts'
import type { TextType } from './metrics.ts'

/** Where Inter's letters stand in a line of this type, from the line's top. */
export const baselineOf = (type: TextType): number => Math.round(type.lineHeight / 2 + type.sizePx * 0.364)

export const nameWeight = 600
const kindWeight = 480

export function drawAvatar(
  context: SKRSContext2D,
  layout: CardLayout,
  x: number,
  centreY: number,
  size: number,
): void {
  const { fill, on } = personInk[layout.comment.author.colour]
  context.fillStyle = fill
  context.beginPath()
  context.arc(x + size / 2, centreY, size / 2, 0, Math.PI * 2)
  context.fill()
  const initials = initialsOf(cleanText(layout.comment.author.name))
  // Wide signs (an emoji, two Han signs) are set smaller, so that they stay within the circle.
  const wanted = size * 0.4
  const sizePx = Math.min(wanted, (wanted * size * 0.72) / measureText(initials, 640, wanted))
  context.font = fontOf(640, sizePx, initials)
  context.fillStyle = on
  context.textAlign = 'center'
  context.direction = 'ltr'
  context.fillText(initials, x + size / 2, centreY + sizePx * 0.364)
}

export function drawKindMark(
  context: SKRSContext2D,
  layout: CardLayout,
  x: number,
  centreY: number,
  size: number,
  colour: string = ink.textQuiet,
): void {
  context.save()
  context.translate(x, centreY - size / 2)
  context.scale(size / 24, size / 24)
  context.strokeStyle = colour
  context.lineWidth = size < 16 ? 2.4 : 1.9
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const path of kindMarks[layout.comment.kind].paths) context.stroke(new Path2D(path))
  context.restore()
}

/** Name, kind and, where there are several pages, which one this is. */
function drawHead(context: SKRSContext2D, layout: CardLayout, pageIndex: number, x: number, y: number): void {
  const { metrics, comment, pages, textWidth } = layout
  const type = metrics.name
  const gap = Math.round(type.sizePx * 0.7)
  const word = kindMarks[comment.kind].word
  const wordWidth = measureText(word, kindWeight, type.sizePx)
  const markSize = Math.round(type.sizePx)
  const markGap = Math.round(type.sizePx * 0.34)
  const count = pages.length > 1 ? `${pageIndex + 1}/${pages.length}` : ''
  const countWidth = count === '' ? 0 : measureText(count, 480, type.sizePx) + gap
  const baseline = y + baselineOf(type)
  const kindWidth = gap + markSize + markGap + wordWidth
  const measure = (text: string) => measureText(text, nameWeight, type.sizePx)
  const full = cleanText(comment.author.name).replaceAll('\n', ' ')
  // On the narrowest cards the kind is its shape alone, before the name would be cut.
  const spare = textWidth - kindWidth - countWidth
  const wordFits = spare >= type.sizePx * 8 || measure(full) <= spare
  const name = shorten(full, textWidth - countWidth - (wordFits ? kindWidth : gap + markSize), measure)
  context.textAlign = 'left'
  context.direction = directionOf(name)
  context.font = fontOf(nameWeight, type.sizePx, name)
  context.fillStyle = ink.text
  context.fillText(name, x, baseline)
  const markX = x + Math.round(measureText(name, nameWeight, type.sizePx)) + gap
  drawKindMark(context, layout, markX, y + type.lineHeight / 2, markSize)
  context.direction = 'ltr'
  context.font = fontOf(kindWeight, type.sizePx, word)
  context.fillStyle = ink.textQuiet
  if (wordFits) context.fillText(word, markX + markSize + markGap, baseline)
  if (count === '') return
  context.textAlign = 'right'
  context.fillStyle = ink.textFaint
  context.fillText(count, x + textWidth, baseline)
}

function drawLines(context: SKRSContext2D, layout: CardLayout, page: CardPage, x: number, top: number): void {
  const { type, textWidth } = layout
  context.fillStyle = ink.text
  for (const [i, line] of page.lines.entries()) {
    context.font = fontOf(textWeight, type.sizePx, line.text)
    context.direction = line.direction
    context.textAlign = line.direction === 'rtl' ? 'right' : 'left'
    context.fillText(
      line.text,
      line.direction === 'rtl' ? x + textWidth : x,
      top + i * type.lineHeight + baselineOf(type),
    )
  }
}

/** Draws one page of a card with its top left corner at `x`, `y`, whole pixels; nothing is drawn outside its box. */
export function drawCard(
  context: SKRSContext2D,
  layout: CardLayout,
  pageIndex: number,
  x: number,
  y: number,
): void {
  const page = layout.pages[pageIndex]
  if (!page) throw new RangeError(`the card has no page ${pageIndex}`)
  const { frame, metrics, width, height } = layout
  const radius = Math.max(3, Math.round((metrics.compact ? 12 : 18) * metrics.unit))
  context.save()
  context.beginPath()
  context.roundRect(x, y, width, height, radius)
  context.clip()
  context.fillStyle = ink.plate
  context.fillRect(x, y, width, height)
  drawEdge(context, layout.comment.author.colour, { x, y, width: frame.edge, height })

  const b = badgeMeasures(metrics)
  const rowGap = Math.max(2, Math.round(b.height * 0.16))
  const textX = x + frame.textX
  // Pages share one height; what a page does not fill is shared above and below, so that the words stay in the middle.
  const wordsHeight = page.lines.length * layout.type.lineHeight
  const rowsHeight = page.badges.length * b.height + Math.max(0, page.badges.length - 1) * rowGap
  const belowHeight =
    layout.badgesBeside || page.badges.length === 0
      ? 0
      : (page.lines.length > 0 ? frame.badgeGap : 0) + rowsHeight
  const { head } = frame
  const inner = height - frame.padTop - frame.padBottom
  const slack =
    layout.pages.length === 1 ? Math.max(0, Math.floor((inner - head - wordsHeight - belowHeight) / 2)) : 0
  const top = y + frame.padTop + slack
  if (frame.avatar) {
    const { size } = frame.avatar
    const centre = height <= size * 2.6 ? y + height / 2 : y + frame.padTop + size / 2
    drawAvatar(context, layout, x + frame.avatar.x, Math.round(centre), size)
  }
  drawHead(context, layout, pageIndex, textX, top)
  drawLines(context, layout, page, textX, top + head)

  let rowY = layout.badgesBeside
    ? y + Math.round((height - rowsHeight) / 2)
    : top + head + wordsHeight + (page.lines.length > 0 ? frame.badgeGap : 0)
  for (const row of page.badges) {
    let badgeX = layout.badgesBeside ? textX + layout.textWidth + frame.besideGap : textX
    for (const badge of row) {
      drawBadge(context, badge, metrics, badgeX, rowY)
      badgeX += badge.width + Math.round(rowGap * 1.5)
    }
    rowY += b.height + rowGap
  }

  const line = Math.max(1, Math.round(2 * metrics.unit))
  context.strokeStyle = ink.plateLine
  context.lineWidth = line
  context.beginPath()
  context.roundRect(x + line / 2, y + line / 2, width - line, height - line, Math.max(1, radius - line / 2))
  context.stroke()
  context.restore()
}
