import type { SKRSContext2D } from '@napi-rs/canvas'
import { formatTimecode } from '../../../contract/time/timecode.ts'
import { kindMarks } from '../../text/kindMarks.ts'
import { cleanText } from '../../text/typeset/cleanText.ts'
import { directionOf } from '../../text/typeset/direction.ts'
import { fontOf, measureText } from '../../text/typeset/fonts.ts'
import { shorten } from '../../text/typeset/shorten.ts'
import { badgeMeasures } from '../card/badgeLayout.ts'
import { type CardLayout, type CardPage, textWeight } from '../card/cardLayout.ts'
import { ink } from '../card/colours.ts'
import { drawBadge } from '../card/drawBadge.ts'
import { baselineOf, drawAvatar, drawKindMark, nameWeight } from '../card/drawCard.ts'
import { drawEdge } from '../card/drawEdge.ts'

const quietWeight = 460

/** The colours of a card that is on, and of one that is announced. */
const tones = {
  on: { name: ink.text, text: ink.text, quiet: ink.textQuiet },
  next: { name: '#bcc4cb', text: '#a7b0b8', quiet: '#a7b0b8' },
} as const
export type Tone = keyof typeof tones

export interface PanelCardPlace {
  readonly x: number
  readonly y: number
  readonly tone: Tone
  /** Draws the words too, or the head alone. */
  readonly words: boolean
}

/** Avatar, name and time; below them the kind, and which page this is. */
function drawHead(
  context: SKRSContext2D,
  layout: CardLayout,
  pageIndex: number,
  place: PanelCardPlace,
): void {
  const { metrics, comment, frame, pages, textWidth } = layout
  const tone = tones[place.tone]
  const { sizePx } = metrics.name
  const size = frame.avatar?.size ?? metrics.name.lineHeight
  const x = place.x + frame.textX
  // Without a plate there is no padding to keep.
  const right = place.tone === 'next' ? x + layout.width : x + textWidth
  const top = place.y + frame.padTop
  const gap = Math.round(sizePx * 0.5)
  drawAvatar(context, layout, x, top + Math.round(size / 2), size)

  const nameX = x + size + gap
  const baseline = top + Math.round(size / 2 + sizePx * 0.364)
  const time = formatTimecode(comment.saidAtMs ?? comment.atMs)
  const timeSize = sizePx * 0.9
  const timeWidth = measureText(time, quietWeight, timeSize)
  const measure = (text: string) => measureText(text, nameWeight, sizePx)
  const name = shorten(
    cleanText(comment.author.name).replaceAll('\n', ' '),
    right - x - size - gap * 2 - timeWidth,
    measure,
  )
  context.textAlign = 'left'
  context.direction = directionOf(name)
  context.font = fontOf(nameWeight, sizePx, name)
  context.fillStyle = tone.name
  context.fillText(name, nameX, baseline)
  context.direction = 'ltr'
  context.textAlign = 'right'
  context.font = fontOf(quietWeight, timeSize, '')
  context.fontVariantNumeric = 'tabular-nums'
  context.fillStyle = tone.quiet
  context.fillText(time, right, baseline)
  context.fontVariantNumeric = 'normal'

  const kindTop = top + size + Math.round(8 * metrics.unit)
  const kindSize = sizePx * 0.9
  const kindMiddle = kindTop + metrics.name.lineHeight / 2
  const mark = Math.round(kindSize)
  drawKindMark(context, layout, x, kindMiddle, mark, tone.quiet)
  context.textAlign = 'left'
  context.font = fontOf(quietWeight, kindSize, '')
  context.fillStyle = tone.quiet
  context.fillText(
    kindMarks[comment.kind].word,
    x + mark + Math.round(mark * 0.45),
    kindMiddle + kindSize * 0.364,
  )
  if (pages.length < 2 || place.tone === 'next') return
  context.textAlign = 'right'
  context.fillText(`${pageIndex + 1}/${pages.length}`, x + textWidth, kindMiddle + kindSize * 0.364)
}

function drawWords(context: SKRSContext2D, layout: CardLayout, page: CardPage, place: PanelCardPlace): void {
  const { frame, type, metrics, textWidth } = layout
  const x = place.x + frame.textX
  const top = place.y + frame.padTop + frame.head
  context.fillStyle = tones[place.tone].text
  page.lines.forEach((line, i) => {
    context.font = fontOf(textWeight, type.sizePx, line.text)
    context.direction = line.direction
    context.textAlign = line.direction === 'rtl' ? 'right' : 'left'
    const at = line.direction === 'rtl' ? x + textWidth : x
    context.fillText(line.text, at, top + i * type.lineHeight + baselineOf(type))
  })
  const b = badgeMeasures(metrics)
  const rowGap = Math.max(2, Math.round(b.height * 0.16))
  let y = top + page.lines.length * type.lineHeight + (page.lines.length > 0 ? frame.badgeGap : 0)
  for (const row of page.badges) {
    let badgeX = x
    for (const badge of row) {
      drawBadge(context, badge, metrics, badgeX, y)
      badgeX += badge.width + Math.round(rowGap * 1.5)
    }
    y += b.height + rowGap
  }
}

/** Draws one page of a card of the column with its top left corner at `place`. */
export function drawPanelCard(
  context: SKRSContext2D,
  layout: CardLayout,
  pageIndex: number,
  place: PanelCardPlace,
): void {
  const page = layout.pages[pageIndex]
  if (!page) throw new RangeError(`the card has no page ${pageIndex}`)
  const { frame, metrics, width, height } = layout
  context.save()
  if (place.tone === 'on') {
    context.beginPath()
    context.roundRect(place.x, place.y, width, height, Math.max(4, Math.round(16 * metrics.unit)))
    context.clip()
    context.fillStyle = ink.panelCard
    context.fillRect(place.x, place.y, width, height)
    drawEdge(context, layout.comment.author.colour, { x: place.x, y: place.y, width: frame.edge, height })
  } else context.globalAlpha = 0.94
  drawHead(context, layout, pageIndex, place)
  if (place.words) drawWords(context, layout, page, place)
  context.restore()
}
