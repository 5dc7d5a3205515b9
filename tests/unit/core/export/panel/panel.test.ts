import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box, Size } from '../../../../../electron/core/export/export.types.ts'
import { panelLayout } from '../../../../../electron/core/export/panel/panelLayout.ts'
import { planPanel, shareHeight } from '../../../../../electron/core/export/panel/panelPlan.ts'
import { lessonClock, planRetime } from '../../../../../electron/core/export/retime.ts'
import { comment, hostile } from '../fixtures.ts'

const hd = { width: 1920, height: 1080 }
const layoutOf = (shown: Size, prompted = false) => {
  const layout = panelLayout(shown, { prompted })
  if (!layout) throw new Error('no room')
  return layout
}
const right = (box: Box) => box.x + box.width
const bottom = (box: Box) => box.y + box.height
const inside = (box: Box, outer: Box) =>
  box.x >= outer.x && box.y >= outer.y && right(box) <= right(outer) && bottom(box) <= bottom(outer)
const apart = (a: Box, b: Box) => right(a) <= b.x || right(b) <= a.x || bottom(a) <= b.y || bottom(b) <= a.y

describe('the side panel’s layout', () => {
  it('is the design’s on a picture of 1920 × 1080', () => {
    const { canvas, picture, panel } = layoutOf(hd, true)
    expect({ canvas, picture, panel: panel.width }).toEqual({
      canvas: hd,
      picture: { x: 0, y: 96, width: 1368, height: 770 },
      panel: 552,
    })
  })

  it('says that a picture is too small', () => {
    expect(panelLayout({ width: 320, height: 63 }, { prompted: false })).toBeUndefined()
  })

  it('covers nothing of any picture, keeps its proportions and enlarges it three times at most', () => {
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 64, max: 4096 }),
          height: fc.integer({ min: 64, max: 4096 }),
        }),
        fc.boolean(),
        (shown, prompted) => {
          const { canvas, picture, panel, column, head, foot, unit } = layoutOf(shown, prompted)
          const all = { x: 0, y: 0, ...canvas }
          for (const box of [picture, panel, column, head, ...(foot ? [foot] : [])])
            expect(inside(box, all), JSON.stringify(box)).toBe(true)
          expect(inside(column, panel)).toBe(true)
          for (const box of [panel, column, head, ...(foot ? [foot] : [])])
            expect(apart(picture, box), JSON.stringify({ picture, box })).toBe(true)
          expect(apart(head, column)).toBe(true)
          if (foot) expect(apart(foot, column)).toBe(true)
          for (const n of [picture.x, picture.y, picture.width, picture.height, canvas.width, canvas.height])
            expect(n % 2).toBe(0)
          expect(picture.width / shown.width).toBeLessThanOrEqual(3.04)
          const ratio = picture.width / picture.height / (shown.width / shown.height)
          expect(Math.abs(ratio - 1)).toBeLessThan(4 / Math.min(picture.width, picture.height))
          expect(panel.width).toBeGreaterThanOrEqual(Math.floor(552 * unit) - 1)
        },
      ),
    )
  })
})

const clip = { title: 'Wait', fromMs: 10_000, toMs: 40_000 }
const plan = (comments: Parameters<typeof planPanel>[1]['comments'], shown: Size = hd) =>
  planPanel(layoutOf(shown), {
    clip,
    stretch: { fromMs: 0, toMs: 30_000 },
    comments,
    clock: lessonClock(planRetime({ stretchMs: 30_000 }), clip.fromMs),
  })

describe('the column of comments', () => {
  it('shows each while it applies, and announces the next one', () => {
    const { states } = plan([
      comment({ id: 'a', atMs: 12_000, toMs: 16_000 }),
      comment({ id: 'b', atMs: 25_000, text: 'Later.' }),
    ])
    expect(
      states.map(({ fromMs, cards, next }) => [fromMs, cards.map(c => c.card.comment.id), next?.atMs]),
    ).toEqual([
      [0, [], 12_000],
      [2000, ['a'], 25_000],
      [6000, [], 25_000],
      [15_000, ['b'], undefined],
      [21_000, [], undefined],
    ])
    expect(states.every(({ next }) => !next || next.words)).toBe(true)
  })

  it('shares the height: a short comment leaves the rest to a long one', () => {
    expect(shareHeight([100, 900], 1000, 20)).toEqual([100, 880])
    expect(shareHeight([900, 900, 200], 1000, 0)).toEqual([400, 400, 200])
    expect(shareHeight([100, 200], 1000, 20)).toEqual([100, 200])
  })

  it('never lets cards leave the column or meet, whatever is said and when', () => {
    const texts = Object.values(hostile)
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            atMs: fc.integer({ min: 8000, max: 41_000 }),
            lengthMs: fc.option(fc.integer({ min: 1, max: 20_000 })),
            text: fc.constantFrom(...texts),
          }),
          { maxLength: 7 },
        ),
        fc.constantFrom(hd, { width: 640, height: 480 }, { width: 1080, height: 1920 }),
        (said, shown) => {
          const comments = said.map(({ atMs, lengthMs, text }, i) =>
            comment({ id: `c${i}`, atMs, text, ...(lengthMs !== null && { toMs: atMs + lengthMs }) }),
          )
          const { states, layout } = plan(comments, shown)
          const column = layout.column
          states.forEach((state, i) => {
            expect(state.toMs).toBeGreaterThan(state.fromMs)
            expect(state.fromMs).toBe(i === 0 ? 0 : states[i - 1]?.toMs)
            state.cards.forEach(({ box }, n) => {
              expect(inside(box, column)).toBe(true)
              for (const other of state.cards.slice(n + 1)) expect(apart(box, other.box)).toBe(true)
            })
          })
          // Everyone has a say, and every page is on at some time.
          const seen = new Set(
            states.flatMap(({ cards }) => cards.map(c => `${c.card.comment.id}/${c.page}`)),
          )
          const pages = new Map(
            states.flatMap(({ cards }) => cards.map(c => [c.card.comment.id, c.card.pages.length])),
          )
          for (const [id, count] of pages)
            for (let page = 0; page < count; page++)
              expect(seen.has(`${id}/${page}`), `${id}/${page}`).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)
})
