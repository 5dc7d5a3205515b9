import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealTime, type Timed, takeTurns } from '../../../../electron/core/export/turns.ts'

const item = (id: string, fromMs: number, toMs: number): Timed => ({ id, fromMs, toMs })
const items = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 1000, max: 20_000 })), {
    maxLength: 40,
  })
  .map(spans => spans.map(([from, length], i) => item(`c${i}`, from, from + length)))

describe('takeTurns', () => {
  it('stacks two that overlap, the later one above', () => {
    const placed = takeTurns([item('a', 0, 5000), item('b', 2000, 8000)], 2)
    expect(placed.map(({ item: { id }, slot, turns }) => [id, slot, turns])).toEqual([
      ['a', 0, [{ fromMs: 0, toMs: 5000 }]],
      ['b', 1, [{ fromMs: 2000, toMs: 8000 }]],
    ])
  })

  it('lets them take turns where there is one place, the new one first', () => {
    const placed = takeTurns([item('a', 0, 10_000), item('b', 4000, 8000)], 1)
    expect(placed.map(({ item: { id }, turns }) => [id, turns])).toEqual([
      [
        'a',
        [
          { fromMs: 0, toMs: 4000 },
          { fromMs: 6000, toMs: 10_000 },
        ],
      ],
      ['b', [{ fromMs: 4000, toMs: 6000 }]],
    ])
  })

  it('gives the lowest place again once it is free', () => {
    const placed = takeTurns([item('a', 0, 3000), item('b', 1000, 9000), item('c', 4000, 8000)], 2)
    expect(new Map(placed.map(each => [each.item.id, each.slot]))).toEqual(
      new Map([
        ['a', 0],
        ['b', 1],
        ['c', 0],
      ]),
    )
  })

  it('shows everyone within their own time, and never two in one place', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 3 }), (all, slots) => {
        const placed = takeTurns(all, slots)
        expect(placed.map(each => each.item.id).sort()).toEqual(all.map(each => each.id).sort())
        for (const { item: own, turns, slot } of placed) {
          expect(turns.length).toBeGreaterThan(0)
          expect(slot).toBeLessThan(slots)
          for (const turn of turns) {
            expect(turn.fromMs).toBeGreaterThanOrEqual(own.fromMs)
            expect(turn.toMs).toBeLessThanOrEqual(own.toMs)
            expect(turn.toMs).toBeGreaterThan(turn.fromMs)
          }
        }
        for (let slot = 0; slot < slots; slot++) {
          const turns = placed.filter(each => each.slot === slot).flatMap(each => each.turns)
          turns.sort((a, b) => a.fromMs - b.fromMs)
          turns.forEach((turn, i) => {
            expect(turn.fromMs).toBeGreaterThanOrEqual(turns[i - 1]?.toMs ?? 0)
          })
        }
      }),
    )
  })

  it('stays quick with five hundred at once', () => {
    const all = Array.from({ length: 500 }, (_, i) => item(`c${i}`, i * 10, 60_000 + i))
    const placed = takeTurns(all, 2)
    expect(placed.every(({ turns }) => turns.length > 0)).toBe(true)
    expect(placed.reduce((sum, { turns }) => sum + turns.length, 0)).toBeLessThan(1200)
  })
})

describe('dealTime', () => {
  it('deals by weight, over the gap between two turns', () => {
    const turns = [
      { fromMs: 0, toMs: 3000 },
      { fromMs: 10_000, toMs: 13_000 },
    ]
    expect(dealTime(turns, [2, 1])).toEqual([
      { fromMs: 0, toMs: 3000, page: 0 },
      { fromMs: 10_000, toMs: 11_000, page: 0 },
      { fromMs: 11_000, toMs: 13_000, page: 1 },
    ])
  })

  it('gives every page some time, and all the time to pages', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 100, max: 9000 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.double({ min: 0.1, max: 50, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (lengths, weights) => {
          let at = 0
          const turns = lengths.map(length => {
            const turn = { fromMs: at, toMs: at + length }
            at += length + 500
            return turn
          })
          const dealt = dealTime(turns, weights)
          expect(new Set(dealt.map(each => each.page)).size).toBe(weights.length)
          expect(dealt.reduce((sum, each) => sum + each.toMs - each.fromMs, 0)).toBe(
            lengths.reduce((a, b) => a + b, 0),
          )
          dealt.forEach((each, i) => {
            expect(each.fromMs).toBeGreaterThanOrEqual(dealt[i - 1]?.toMs ?? 0)
          })
        },
      ),
    )
  })
})
