import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cardLayout } from '../../../../electron/core/export/card/cardLayout.ts'
import { drawCard } from '../../../../electron/core/export/card/drawCard.ts'
import { cardMetrics } from '../../../../electron/core/export/card/metrics.ts'
import type { Box, Size } from '../../../../electron/core/export/export.types.ts'
import { drawStep } from '../../../../electron/core/export/overlay/drawLayer.ts'
import { overlayLayers } from '../../../../electron/core/export/overlay/layers.ts'
import { planOverlay } from '../../../../electron/core/export/plan.ts'
import { textCanvas } from '../../../../electron/core/text/typeset/fonts.ts'
import { comment, hostile, tag } from './fixtures.ts'

const pictures: Record<string, Size> = {
  '1080p': { width: 1920, height: 1080 },
  '180p': { width: 320, height: 180 },
  QCIF: { width: 176, height: 144 },
  portrait: { width: 720, height: 1280 },
}
const pad = 24

/** Draws a card's page on an empty canvas with room around it. */
function drawn(picture: Size, text: string, page = 0) {
  const metrics = cardMetrics(picture)
  const card = cardLayout(comment({ text, tags: [tag(), tag({ notObserved: true })] }), metrics, {
    maxHeight: metrics.safe.height,
    shownMs: 60_000,
  })
  const width = card.width + 2 * pad
  const height = card.height + 2 * pad
  const { context } = textCanvas(width, height)
  drawCard(context, card, page, pad, pad)
  const { data } = context.getImageData(0, 0, width, height)
  const at = (x: number, y: number) => {
    const i = (y * width + x) * 4
    return { red: data[i] ?? 0, green: data[i + 1] ?? 0, blue: data[i + 2] ?? 0, alpha: data[i + 3] ?? 0 }
  }
  return { card, width, height, data, at }
}

function inkOutside({ width, height, at }: ReturnType<typeof drawn>, box: Box): number {
  let count = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const inside = x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
      if (!inside && at(x, y).alpha > 0) count++
    }
  return count
}

describe('a drawn card', () => {
  for (const [size, picture] of Object.entries(pictures))
    for (const [name, text] of Object.entries(hostile))
      it(`keeps its ink inside its box: ${name} at ${size}`, () => {
        const result = drawn(picture, text)
        for (let page = 0; page < Math.min(3, result.card.pages.length); page++) {
          const each = drawn(picture, text, page)
          const box = { x: pad, y: pad, width: each.card.width, height: each.card.height }
          expect(inkOutside(each, box)).toBe(0)
          // Words stay clear of the edges: no bright pixel within the paddings on the right, above and below.
          const margin = Math.max(1, Math.floor(each.card.frame.padTop / 2))
          let touching = 0
          for (let y = pad; y < pad + each.card.height; y++)
            for (let x = pad + each.card.frame.edge; x < pad + each.card.width; x++) {
              const nearEdge =
                y - pad < margin ||
                pad + each.card.height - y <= margin ||
                pad + each.card.width - x <= margin
              const { red, green, alpha } = each.at(x, y)
              if (nearEdge && alpha > 240 && red > 120 && green > 120) touching++
            }
          expect(touching).toBe(0)
        }
      })

  it('is legible on white and on black: its plate is dark and dense', () => {
    const { at, card } = drawn(pictures['1080p'] ?? { width: 0, height: 0 }, 'Yes')
    const plate = at(pad + card.frame.textX - 6, pad + card.height - 10)
    expect(plate.alpha).toBeGreaterThanOrEqual(228)
    expect(plate.red + plate.green + plate.blue).toBeLessThan(60)
  })

  it('draws each person’s edge in another pattern', () => {
    const edges = (['p1', 'p2', 'p3', 'p4'] as const).map(colour => {
      const metrics = cardMetrics({ width: 1920, height: 1080 })
      const card = cardLayout(comment({ author: { name: 'A B', role: 'peer', colour } }), metrics, {
        maxHeight: 900,
        shownMs: 9000,
      })
      const { context } = textCanvas(card.width, card.height)
      drawCard(context, card, 0, 0, 0)
      const { data } = context.getImageData(0, 30, card.frame.edge, card.height - 60)
      // Where it is coloured and where not, colour itself aside: what a grey print shows.
      const shape = Array.from({ length: data.length / 4 }, (_, i) =>
        (data[i * 4 + 1] ?? 0) > 90 ? '1' : '0',
      ).join('')
      return { shape, coloured: shape.split('1').length / shape.length }
    })
    expect(new Set(edges.map(edge => edge.shape)).size).toBe(4)
    expect(edges[0]?.coloured).toBeCloseTo(1, 1)
  })

  it('sets Arabic from the right', () => {
    const { at, card } = drawn(
      { width: 1920, height: 1080 },
      'ملاحظة\nThe movement starts at the palm and ends there',
    )
    const bright = (fromX: number, toX: number) => {
      const y = pad + card.frame.padTop + card.metrics.name.lineHeight + card.frame.textGap
      let count = 0
      for (let dy = 0; dy < card.type.lineHeight; dy++)
        for (let x = fromX; x < toX; x++) if (at(x, y + dy).red > 200) count++
      return count
    }
    const left = pad + card.frame.textX
    const middle = left + Math.floor(card.textWidth / 2)
    expect(bright(left, middle)).toBe(0)
    expect(bright(middle, left + card.textWidth)).toBeGreaterThan(50)
  })

  it('draws emoji in colour', () => {
    const { data } = drawn({ width: 1920, height: 1080 }, '❤️❤️❤️❤️')
    let red = 0
    for (let i = 0; i < data.length; i += 4)
      if ((data[i] ?? 0) > 180 && (data[i + 1] ?? 0) < 90 && (data[i + 2] ?? 0) < 90) red++
    expect(red).toBeGreaterThan(500)
  })

  it('comes out the same, bit for bit, each time', async () => {
    const draw = async () => {
      const comments = Object.values(hostile).map((text, i) => comment({ id: `c${i}`, text, atMs: i * 4000 }))
      const plan = planOverlay({ title: 'Wait', fromMs: 0, toMs: 60_000 }, comments, {
        width: 640,
        height: 360,
      })
      const hash = createHash('sha256')
      for (const layer of overlayLayers(plan, 0))
        for (const step of layer.steps) hash.update(await drawStep(plan, layer, step))
      return hash.digest('hex')
    }
    expect(await draw()).toBe(await draw())
  })
})
