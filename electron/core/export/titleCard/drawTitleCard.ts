import type { SKRSContext2D } from '@napi-rs/canvas'
import { cleanText } from '../../text/typeset/cleanText.ts'
import { fontOf, measureText } from '../../text/typeset/fonts.ts'
import { type Line, wrapBalanced } from '../../text/typeset/wrapText.ts'
import { ink } from '../card/colours.ts'
import type { Size } from '../export.types.ts'
import type { CardWords } from './cardWords.ts'

interface Paragraph {
  readonly lines: readonly Line[]
  readonly weight: number
  readonly sizePx: number
  readonly lineHeight: number
  readonly colour: string
  /** Above it, px. */
  readonly space: number
  /** A rule stands before it. */
  readonly ruled: boolean
}

interface Style {
  readonly weight: number
  readonly units: number
  readonly colour: string
  readonly space: number
  readonly ruled?: boolean
}

const styles = {
  place: { weight: 480, units: 30, colour: ink.textFaint, space: 0 },
  title: { weight: 680, units: 76, colour: ink.text, space: 14 },
  small: { weight: 600, units: 40, colour: ink.textQuiet, space: 44 },
  facts: { weight: 460, units: 34, colour: ink.textFaint, space: 26 },
  focus: { weight: 460, units: 34, colour: ink.textQuiet, space: 26 },
  prompt: { weight: 560, units: 48, colour: ink.text, space: 64, ruled: true },
  question: { weight: 620, units: 64, colour: ink.text, space: 0, ruled: true },
} as const satisfies Record<string, Style>

const rule = { width: 6, gap: 28 }

function paragraphs(words: CardWords, unit: number, width: number): Paragraph[] {
  const set = (text: string, style: Style): Paragraph[] => {
    const plain = cleanText(text).replaceAll('\n', ' ').trim()
    if (plain === '') return []
    const sizePx = style.units * unit
    const room = width - (style.ruled ? (rule.width + rule.gap) * unit : 0)
    return [
      {
        lines: wrapBalanced(plain, room, line => measureText(line, style.weight, sizePx)),
        weight: style.weight,
        sizePx,
        lineHeight: Math.round(sizePx * 1.26),
        colour: style.colour,
        space: style.space * unit,
        ruled: style.ruled === true,
      },
    ]
  }
  const facts = set(words.facts.join(' · '), styles.facts)
  const focus = set(words.focus === '' ? '' : `Focus: ${words.focus}`, styles.focus)
  if (words.end && words.prompt !== '')
    return [...set(words.prompt, styles.question), ...set(words.title, styles.small), ...facts, ...focus]
  return [
    ...set(words.place, styles.place),
    ...set(words.title, styles.title),
    ...facts,
    ...focus,
    ...set(words.prompt, styles.prompt),
  ]
}

const heightOf = (all: readonly Paragraph[]) =>
  all.reduce((sum, each, i) => sum + (i === 0 ? 0 : each.space) + each.lines.length * each.lineHeight, 0)

/** Draws a card over all of the picture: calm, every word on it, smaller letters where there are many. */
export function drawTitleCard(context: SKRSContext2D, words: CardWords, canvas: Size): void {
  context.fillStyle = ink.stage
  context.fillRect(0, 0, canvas.width, canvas.height)
  const upright = canvas.height > canvas.width
  const base = Math.min(canvas.width, canvas.height) / 1080
  const margin = Math.round((upright ? 84 : 160) * base)
  const width = canvas.width - 2 * margin
  const room = canvas.height - 2 * Math.round(90 * base)
  const least = 11 / styles.place.units
  const tries = [1, 0.88, 0.76, 0.66, 0.56, 0.46, 0.38, 0.3].map(share =>
    Math.max(base * share, Math.min(least, base)),
  )
  const sized = tries.map(unit => ({ unit, all: paragraphs(words, unit, width) }))
  const { unit, all } = sized.find(each => heightOf(each.all) <= room) ??
    sized.at(-1) ?? { unit: base, all: [] }

  let y = Math.round((canvas.height - heightOf(all)) / 2)
  all.forEach((each, i) => {
    if (i > 0) y += Math.round(each.space)
    const indent = each.ruled ? Math.round((rule.width + rule.gap) * unit) : 0
    const height = each.lines.length * each.lineHeight
    if (each.ruled) {
      context.fillStyle = ink.text
      const rtl = each.lines[0]?.direction === 'rtl'
      const thick = Math.max(2, Math.round(rule.width * unit))
      context.fillRect(rtl ? canvas.width - margin - thick : margin, y, thick, height)
    }
    for (const line of each.lines) {
      const rtl = line.direction === 'rtl'
      context.font = fontOf(each.weight, each.sizePx, line.text)
      context.direction = line.direction
      context.textAlign = rtl ? 'right' : 'left'
      context.fillStyle = each.colour
      context.fillText(
        line.text,
        rtl ? canvas.width - margin - indent : margin + indent,
        y + Math.round(each.lineHeight / 2 + each.sizePx * 0.364),
      )
      y += each.lineHeight
    }
  })
  context.direction = 'ltr'
}
