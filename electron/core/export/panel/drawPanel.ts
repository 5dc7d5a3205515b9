import type { SKRSContext2D } from '@napi-rs/canvas'
import { formatTimecode } from '../../../contract/time/timecode.ts'
import { cleanText } from '../../text/typeset/cleanText.ts'
import { directionOf } from '../../text/typeset/direction.ts'
import { fontOf, measureText } from '../../text/typeset/fonts.ts'
import { shorten } from '../../text/typeset/shorten.ts'
import { wrapBalanced, wrapText } from '../../text/typeset/wrapText.ts'
import { ink } from '../card/colours.ts'
import type { Box } from '../export.types.ts'
import { drawPanelCard } from './drawPanelCard.ts'
import type { PanelLayout } from './panelLayout.ts'
import { type Announced, nextHead, type PanelPlan, type PanelState } from './panelPlan.ts'

const weight = { title: 660, quiet: 440, prompt: 580 } as const

const oneLine = (text: string) => cleanText(text).replaceAll('\n', ' ')

/** Draws words on one line; right-to-left words begin at the box's right only where `box` says so. */
function put(
  context: SKRSContext2D,
  text: string,
  style: { readonly weight: number; readonly sizePx: number; readonly colour: string },
  x: number,
  baseline: number,
): void {
  context.font = fontOf(style.weight, style.sizePx, text)
  context.direction = directionOf(text)
  context.textAlign = 'left'
  context.fillStyle = style.colour
  context.fillText(text, x, baseline)
  context.direction = 'ltr'
}

/** Sizes of the head's words. */
const headSizes = ({ unit }: PanelLayout) => ({ title: 33 * unit, about: 28 * unit, clock: 28 * unit })

/** Where the clock stands, as wide as it ever becomes. */
export function clockBox(plan: PanelPlan, latestMs: number): Box {
  const { head, unit } = plan.layout
  const { clock } = headSizes(plan.layout)
  const width = Math.ceil(
    measureText(formatTimecode(latestMs).replace(/\d/g, '0'), weight.quiet, clock) * 1.04,
  )
  const height = Math.round(56 * unit)
  return {
    x: head.x + head.width - width,
    y: Math.round(head.y + (head.height - height) / 2),
    width,
    height,
  }
}

export function drawClock(context: SKRSContext2D, { layout }: PanelPlan, box: Box, lessonMs: number): void {
  const { clock } = headSizes(layout)
  context.fontVariantNumeric = 'tabular-nums'
  context.font = fontOf(weight.quiet, clock, '')
  context.textAlign = 'right'
  context.fillStyle = ink.textFaint
  context.fillText(
    formatTimecode(lessonMs),
    box.x + box.width,
    Math.round(box.y + box.height / 2 + clock * 0.364),
  )
  context.fontVariantNumeric = 'normal'
}

/** The clip's title with subject and grade. @param clockWidth room to leave at the right */
export function drawHead(context: SKRSContext2D, plan: PanelPlan, clockWidth: number): void {
  const { head, unit } = plan.layout
  const sizes = headSizes(plan.layout)
  const gap = Math.round(22 * unit)
  const room = head.width - clockWidth - gap
  const measureTitle = (text: string) => measureText(text, weight.title, sizes.title)
  const title = shorten(oneLine(plan.title), room, measureTitle)
  const middle = head.y + head.height / 2
  put(
    context,
    title,
    { weight: weight.title, sizePx: sizes.title, colour: ink.text },
    head.x,
    Math.round(middle + sizes.title * 0.364),
  )
  const aboutRoom = room - measureTitle(title) - gap
  if (plan.about === '' || aboutRoom < 120 * unit) return
  const about = shorten(oneLine(plan.about), aboutRoom, text => measureText(text, weight.quiet, sizes.about))
  put(
    context,
    about,
    { weight: weight.quiet, sizePx: sizes.about, colour: ink.textFaint },
    head.x + Math.ceil(measureTitle(title)) + gap,
    Math.round(middle + sizes.about * 0.364),
  )
}

/** From the prompt's normal letters to the smallest that can be read from the back of a room. */
const promptSizes = [40, 36, 32, 28, 25, 22]

export function drawFoot(context: SKRSContext2D, prompt: string, box: Box, unit: number): void {
  const labelSize = 27 * unit
  const labelHeight = Math.round(44 * unit)
  const room = box.height - labelHeight
  const words = oneLine(prompt)
  const fits = promptSizes
    .map(size => {
      const sizePx = size * unit
      const lineHeight = Math.round(sizePx * 1.28)
      const measure = (text: string) => measureText(text, weight.prompt, sizePx)
      return { sizePx, lineHeight, lines: wrapBalanced(words, box.width, measure) }
    })
    .find(({ lineHeight, lines }) => lines.length * lineHeight <= room)
  const last = (promptSizes.at(-1) ?? 22) * unit
  const { sizePx, lineHeight, lines } = fits ?? {
    sizePx: last,
    lineHeight: Math.round(last * 1.2),
    lines: wrapText(words, box.width, text => measureText(text, weight.prompt, last)),
  }
  const height = labelHeight + lines.length * lineHeight
  const top = box.y + Math.max(0, Math.round((box.height - height) / 2))
  put(
    context,
    'Prompt',
    { weight: weight.quiet, sizePx: labelSize, colour: ink.textFaint },
    box.x,
    top + Math.round(labelHeight / 2 + labelSize * 0.3),
  )
  lines.forEach((line, i) => {
    context.font = fontOf(weight.prompt, sizePx, line.text)
    context.direction = line.direction
    const rtl = line.direction === 'rtl'
    context.textAlign = rtl ? 'right' : 'left'
    context.fillStyle = ink.text
    context.fillText(
      line.text,
      rtl ? box.x + box.width : box.x,
      top + labelHeight + i * lineHeight + Math.round(lineHeight / 2 + sizePx * 0.364),
    )
  })
  context.direction = 'ltr'
}

function drawNext(context: SKRSContext2D, layout: PanelLayout, next: Announced, below: boolean): void {
  const { column, unit } = layout
  const line = Math.max(1, Math.round(2 * unit))
  const top = next.y + (below ? Math.round(nextHead.gap * unit) : 0)
  if (below) {
    context.fillStyle = ink.panelLine
    context.fillRect(column.x, next.y, column.width, line)
  }
  const sizePx = 25 * unit
  put(
    context,
    `Next at ${formatTimecode(next.atMs)}`,
    { weight: weight.quiet, sizePx, colour: ink.textFaint },
    column.x,
    top + Math.round((nextHead.height * unit) / 2 + sizePx * 0.364),
  )
  drawPanelCard(context, next.card, 0, {
    // Without a plate the words begin where the line does.
    x: column.x - next.card.frame.textX,
    y: top + Math.round(nextHead.height * unit) - next.card.frame.padTop,
    tone: 'next',
    words: next.words,
  })
}

/** The panel's ground alone. */
export function drawGround(context: SKRSContext2D, { panel }: PanelLayout): void {
  context.fillStyle = ink.panel
  context.fillRect(panel.x, panel.y, panel.width, panel.height)
}

/** The comments that are on, and the next one. */
export function drawColumn(context: SKRSContext2D, layout: PanelLayout, state: PanelState): void {
  context.fillStyle = ink.panel
  const { column } = layout
  context.fillRect(column.x, column.y, column.width, column.height)
  for (const { card, page, box } of state.cards)
    drawPanelCard(context, card, page, { x: box.x, y: box.y, tone: 'on', words: true })
  if (state.next) drawNext(context, layout, state.next, state.cards.length > 0)
}
