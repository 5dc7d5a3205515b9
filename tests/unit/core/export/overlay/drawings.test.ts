import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shape } from '../../../../../electron/contract/records/drawing.ts'
import type { ExportComment } from '../../../../../electron/core/export/export.types.ts'
import { awayFromDrawings } from '../../../../../electron/core/export/overlay/drawings.ts'
import { overlayLayers } from '../../../../../electron/core/export/overlay/layers.ts'
import { planOverlay, stateAt } from '../../../../../electron/core/export/plan.ts'

const size = { width: 1920, height: 1080 }
const clip = { title: 'Hands', fromMs: 10_000, toMs: 30_000 }
const picture = { width: 1280, height: 720 }
const box = (x: number, y: number): Shape => ({ kind: 'box', x, y, width: 200, height: 120 })

const saying = (atMs: number, more: Partial<ExportComment> = {}): ExportComment => ({
  id: `comment:${atMs}`,
  author: { name: 'Marcus', role: 'coach', colour: 'p1' },
  kind: 'evidence',
  text: 'You sign it slowly, twice, and wait until everyone has seen it.',
  atMs,
  tags: [],
  private: false,
  ...more,
})

const meet = (a: typeof area, b: typeof area) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const area = { x: 0, y: 0, width: 0, height: 0 }

describe('drawings in the plan of a clip', () => {
  it('are on while their comment applies: a moment for three seconds, a range for the range, within the clip', () => {
    const plan = planOverlay(
      clip,
      [
        saying(12_000, { drawings: [{ picture, shapes: [box(500, 100)] }] }),
        saying(20_000, { toMs: 40_000, drawings: [{ picture, shapes: [box(600, 100)] }] }),
      ],
      size,
    )
    const on = (atMs: number) => stateAt(plan, atMs - clip.fromMs)?.drawings.length ?? 0
    expect([11_999, 12_000, 14_999, 15_000, 19_999, 20_000, 29_999].map(on)).toEqual([0, 1, 1, 0, 0, 1, 1])
    for (const [i, state] of plan.states.entries()) {
      expect(state.toMs).toBeGreaterThan(state.fromMs)
      expect(state.fromMs).toBeGreaterThanOrEqual(plan.states[i - 1]?.toMs ?? 0)
    }
  })

  it('lie scaled to the exported picture, and a spotlight on all of it', () => {
    const shapes: Shape[] = [box(640, 360)]
    const lit: Shape[] = [{ kind: 'spotlight', x: 640, y: 360, width: 200, height: 120 }]
    const plan = (drawn: Shape[]) =>
      planOverlay(clip, [saying(12_000, { drawings: [{ picture, shapes: drawn }] })], size)
    const [placed] = stateAt(plan(shapes), 2500)?.drawings ?? []
    expect(placed?.box.x).toBeGreaterThan(940)
    expect(placed?.box.x).toBeLessThan(960)
    expect(overlayLayers(plan(shapes), clip.fromMs)[0]?.box.width).toBeLessThan(350)
    expect(overlayLayers(plan(lit), clip.fromMs)[0]?.box).toEqual({ x: 0, y: 0, ...size })
  })

  it('leave what was planned without them as it was', () => {
    const comments = [saying(12_000), saying(13_000, { toMs: 16_000 })]
    const states = planOverlay(clip, comments, size).states
    expect(states.every(({ drawings }) => drawings.length === 0)).toBe(true)
    const both = planOverlay(
      clip,
      [...comments, saying(25_000, { drawings: [{ picture, shapes: [box(900, 10)] }] })],
      size,
    )
    expect(both.states.slice(0, states.length)).toEqual(states)
  })

  it('are never under the card that could stand elsewhere', () => {
    const at = (x: number, y: number) => {
      const plan = planOverlay(clip, [saying(12_000, { drawings: [{ picture, shapes: [box(x, y)] }] })], size)
      const state = stateAt(plan, 2500)
      const [card, drawing] = [state?.cards[0]?.box, state?.drawings[0]?.covers]
      if (!card || !drawing) throw new Error('nothing is on')
      return meet(card, drawing)
    }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1080 }), fc.integer({ min: 0, max: 600 }), (x, y) => {
        expect(at(x, y)).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  it('never push a card onto another, nor out of the safe area', () => {
    const safe = { x: 56, y: 56, width: 1808, height: 968 }
    const home = { x: 56, y: 824, width: 700, height: 200 }
    const drawn = [{ x: 0, y: 700, width: 900, height: 380 }]
    const right = awayFromDrawings(home, { drawn, taken: [], safe, topY: 140 })
    expect(right).toEqual({ ...home, x: 1164 })
    expect(awayFromDrawings(home, { drawn, taken: [right], safe, topY: 140 })).toEqual({ ...home, y: 140 })
    expect(awayFromDrawings(home, { drawn: [], taken: [], safe, topY: 140 })).toBe(home)
  })
})
