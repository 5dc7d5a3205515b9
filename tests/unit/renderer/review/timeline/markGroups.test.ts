import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  inView,
  MARK_PX,
  OVERHANG_PX,
  overviewColumns,
  placeMarks,
} from '../../../../../renderer/features/review/timeline/markGroups.ts'

const marks = fc
  .array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 5_400_000 }),
      lengthMs: fc.option(fc.integer({ min: 1, max: 90_000 })),
    }),
    {
      maxLength: 300,
    },
  )
  .map(list =>
    list
      .map(({ atMs, lengthMs }, at) => ({
        id: `m${at}`,
        atMs,
        ...(lengthMs === null ? {} : { toMs: atMs + lengthMs }),
      }))
      .sort((a, b) => a.atMs - b.atMs),
  )

describe('marks of a lane', () => {
  it('shows every mark exactly once, and points never lie on each other', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 5, max: 10_000 }), (list, msPerPx) => {
        const placed = placeMarks(list, msPerPx, 5_400_000)
        expect(placed.flatMap(({ marks: some }) => some.map(({ id }) => id)).sort()).toEqual(
          list.map(({ id }) => id).sort(),
        )
        const points = placed.filter(({ widthPx }) => widthPx === 0)
        for (const [at, point] of points.entries())
          expect(point.leftPx - (points[at - 1]?.leftPx ?? -MARK_PX)).toBeGreaterThanOrEqual(MARK_PX - 1e-9)
      }),
    )
  })

  it('keeps points whole at the ends of the lesson: what reaches out of the lane by more than a little is cut off', () => {
    const list = [
      { id: 'first', atMs: 0 },
      { id: 'range', atMs: 0, toMs: 50_000 },
      { id: 'last', atMs: 100_000 },
    ]
    const [range, first, last] = placeMarks(list, 100, 100_000).toSorted((a, b) => b.widthPx - a.widthPx)
    expect(range?.leftPx).toBe(0)
    expect((first?.leftPx ?? 0) - MARK_PX / 2).toBe(-OVERHANG_PX)
    expect((last?.leftPx ?? 0) + MARK_PX / 2).toBe(1000 + OVERHANG_PX)
  })

  it('draws a stretch at its length once it is wide enough to be seen as one', () => {
    const list = [{ id: 'a', atMs: 10_000, toMs: 20_000 }]
    expect(placeMarks(list, 100)[0]?.widthPx).toBe(100)
    expect(placeMarks(list, 5_000)[0]?.widthPx).toBe(0)
  })

  it('groups what lies together when zoomed out, and parts it when zoomed in', () => {
    const list = [
      { id: 'a', atMs: 10_000 },
      { id: 'b', atMs: 10_900 },
    ]
    expect(placeMarks(list, 1000).map(({ marks: some }) => some.length)).toEqual([2])
    expect(placeMarks(list, 10).map(({ marks: some }) => some.length)).toEqual([1, 1])
  })

  it('leaves out what is not in view, and keeps a long stretch that began before it', () => {
    const placed = placeMarks(
      [
        { id: 'early', atMs: 0 },
        { id: 'long', atMs: 1_000, toMs: 900_000 },
        { id: 'late', atMs: 2_000_000 },
      ],
      100,
    )
    expect(inView(placed, 5_000, 800).map(({ marks: [first] }) => first.id)).toEqual(['long'])
  })

  it('has at most one overview column a pixel', () => {
    const columns = overviewColumns(
      Array.from({ length: 2000 }, (_, at) => at * 2_700),
      5_400_000,
      780,
    )
    expect(columns.length).toBeLessThanOrEqual(781)
    expect(columns).toEqual([...new Set(columns)])
  })
})
