import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laneCount, type Side, sidesOf } from '../../../../../renderer/features/review/conversation/lanes.ts'
import {
  CARD_GAP_PX,
  layOut,
  ROW_PX,
  rowsOf,
  visible,
} from '../../../../../renderer/features/review/conversation/rowLayout.ts'

const item = fc.record({
  atMs: fc.integer({ min: 0, max: 600_000 }),
  side: fc.constantFrom<Side>('left', 'right'),
  heightPx: fc.integer({ min: 20, max: 400 }),
})
const conversation = fc
  .array(item, { maxLength: 120 })
  .map(list => list.map((one, at) => ({ ...one, id: `c${at}` })).sort((a, b) => a.atMs - b.atMs))

describe('two lanes on one time spine', () => {
  it('puts nothing on anything else, keeps time order, and gives equal times one row', () => {
    fc.assert(
      fc.property(conversation, list => {
        const { placed, rowTopsPx, heightPx } = layOut(rowsOf(list), one => one.heightPx)
        expect(placed.map(({ item: { id } }) => id)).toEqual(list.map(({ id }) => id))
        for (const side of ['left', 'right'] as const) {
          const lane = placed.filter(({ item: one }) => one.side === side)
          for (const [at, card] of lane.entries()) {
            const before = lane[at - 1]
            if (before)
              expect(card.topPx).toBeGreaterThanOrEqual(before.topPx + before.item.heightPx + CARD_GAP_PX)
            expect(card.topPx + card.item.heightPx).toBeLessThanOrEqual(heightPx)
          }
        }
        for (const [at, topPx] of rowTopsPx.entries())
          if (at > 0) expect(topPx - (rowTopsPx[at - 1] ?? 0)).toBeGreaterThanOrEqual(ROW_PX)
        for (const { item: one, topPx, rowAt } of placed) {
          const firstOfLane = placed.find(p => p.rowAt === rowAt && p.item.side === one.side)
          if (firstOfLane?.item.id === one.id) expect(topPx).toBe(rowTopsPx[rowAt])
        }
      }),
    )
  })

  it('lets the right lane go on beside a long card of the left', () => {
    const list = [
      { id: 'long', atMs: 1_000, side: 'left' as const, heightPx: 300 },
      { id: 'a', atMs: 2_000, side: 'right' as const, heightPx: 40 },
      { id: 'b', atMs: 3_000, side: 'right' as const, heightPx: 40 },
    ]
    const { rowTopsPx } = layOut(rowsOf(list), one => one.heightPx)
    expect(rowTopsPx).toEqual([0, 30, 78])
  })

  it('shows only what is near the window', () => {
    const list = Array.from({ length: 500 }, (_, at) => ({
      id: `c${at}`,
      atMs: at * 1000,
      side: 'one' as const,
    }))
    const layout = layOut(rowsOf(list), () => 92)
    const seen = visible(layout, 20_000, 600, 200)
    expect(seen.length).toBeLessThan(14)
    expect(seen[0]?.item.id).toBe('c198')
  })
})

describe('sides', () => {
  it('stands the coach left and the teacher right, whoever came first', () => {
    const sides = sidesOf([
      { id: 't', role: 'teacher' },
      { id: 'c', role: 'coach' },
      { id: 'l', role: 'leader' },
    ])
    expect([sides.get('c'), sides.get('t'), sides.get('l')]).toEqual(['left', 'right', 'left'])
  })

  it('gives two teachers two lanes', () => {
    const sides = sidesOf([
      { id: 'a', role: 'teacher' },
      { id: 'b', role: 'teacher' },
    ])
    expect([sides.get('a'), sides.get('b')]).toEqual(['left', 'right'])
  })

  it('keeps one stream for one person or a narrow panel', () => {
    expect([laneCount(544, 1), laneCount(372, 2), laneCount(544, 2)]).toEqual([1, 1, 2])
  })
})
