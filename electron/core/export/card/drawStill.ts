import { Path2D } from '@napi-rs/canvas'
import { cleanText } from '../../text/typeset/cleanText.ts'
import { fontOf, measureText, textCanvas } from '../../text/typeset/fonts.ts'
import { wrapBalanced } from '../../text/typeset/wrapText.ts'
import type { Size } from '../export.types.ts'
import { ink } from './colours.ts'

/** The size of a clip of a sound-only recording. */
export const stillSize: Size = { width: 1280, height: 720 }

const titleWeight = 600
const titleType = { sizePx: 44, lineHeight: 56 }
const mostLines = 3
/** Bars of a sound's shape, as shares of their full height. */
const wave = [0.22, 0.5, 0.86, 0.6, 1, 0.44, 0.74, 0.36, 0.18]

/** The calm picture of a recording without one: a sound's shape, and the clip's title above where the cards will stand. */
export function drawStill(title: string): Promise<Buffer> {
  const { width, height } = stillSize
  const { canvas, context } = textCanvas(width, height)
  context.fillStyle = ink.stage
  context.fillRect(0, 0, width, height)
  const bar = 8
  const gap = 10
  const left = (width - wave.length * bar - (wave.length - 1) * gap) / 2
  const middle = 190
  context.fillStyle = '#4a545d'
  wave.forEach((share, i) => {
    const tall = Math.round(96 * share)
    const shape = new Path2D()
    shape.roundRect(left + i * (bar + gap), middle - tall / 2, bar, tall, bar / 2)
    context.fill(shape)
  })
  const measure = (text: string) => measureText(text, titleWeight, titleType.sizePx)
  const all = wrapBalanced(cleanText(title), 1000, measure)
  const lines = all.slice(0, mostLines)
  context.fillStyle = '#eef1f3'
  context.textAlign = 'center'
  lines.forEach((line, i) => {
    const more = i === mostLines - 1 && all.length > mostLines ? '…' : ''
    context.direction = line.direction
    context.font = fontOf(titleWeight, titleType.sizePx, line.text)
    context.fillText(line.text + more, width / 2, middle + 120 + i * titleType.lineHeight)
  })
  return canvas.encode('png')
}
