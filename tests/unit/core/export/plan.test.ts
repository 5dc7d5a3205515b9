import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportComment } from '../../../../electron/core/export/export.types.ts'
import { commentsIn, planOverlay, shownSpan, stateAt } from '../../../../electron/core/export/plan.ts'
import { cleanText } from '../../../../electron/core/text/typeset/cleanText.ts'
import { comment, hostile, tag } from './fixtures.ts'

const clip = { title: 'Wait time', fromMs: 10_000, toMs: 40_000 }
const hd = { width: 1920, height: 1080 }
const visible = (text: string) => cleanText(text).replace(/\s/gu, '')
const sizes = fc.constantFrom(
  hd,
  { width: 3840, height: 2160 },
  { width: 320, height: 180 },
  { width: 176, height: 144 },
  { width: 144, height: 144 },
  { width: 720, height: 1280 },
  { width: 640, height: 480 },
  { width: 3026, height: 1386 },
  { width: 1000, height: 150 },
)
const anyComment: fc.Arbitrary<ExportComment> = fc
  .record({
    text: fc.oneof(
      fc.constantFrom(...Object.values(hostile)),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
    ),
    name: fc.constantFrom(
      'Marcus Bell',
      'ليلى حسن',
      '王小明',
      'A very long name of a person with titles '.repeat(3),
    ),
    colour: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
    atMs: fc.integer({ min: 0, max: 50_000 }),
    length: fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }),
    private: fc.boolean(),
    tags: fc.array(
      fc.record({
        code: fc.constantFrom('B2', 'A1', 'LONG-CODE-12.3.4', '观'),
        title: fc.constantFrom(
          'Modelling',
          'Checking for understanding across the whole group '.repeat(3),
          'انتظار',
        ),
        levelIndex: fc.option(fc.integer({ min: 0, max: 11 }), { nil: undefined }),
        notObserved: fc.boolean(),
      }),
      { maxLength: 7 },
    ),
  })
  .map(({ name, colour, length, tags, ...rest }) =>
    comment({
      ...rest,
      author: { name, role: 'peer', colour },
      ...(length !== undefined && { toMs: rest.atMs + length }),
      tags: tags.map(({ levelIndex, ...own }) => ({
        domainIndex: 1,
        levelCount: 12,
        ...own,
        ...(levelIndex !== undefined && { levelIndex }),
      })),
    }),
  )
const anyComments = fc
  .array(anyComment, { maxLength: 6 })
  .map(all => all.map((each, i) => ({ ...each, id: `comment:${i}` })))

describe('which comments a clip carries', () => {
  it('takes moments within it and stretches that meet it, and never a private note', () => {
    const at = (atMs: number, toMs?: number, own: Partial<ExportComment> = {}) =>
      comment({ id: `c${atMs}-${toMs}`, atMs, ...(toMs !== undefined && { toMs }), ...own })
    const all = [
      at(9999),
      at(10_000),
      at(39_999),
      at(40_000),
      at(0, 10_000),
      at(0, 10_001),
      at(39_000, 90_000),
      at(5000, 5000),
      at(20_000, undefined, { private: true }),
    ]
    expect(commentsIn(clip, all).map(each => each.id)).toEqual([
      'c10000-undefined',
      'c39999-undefined',
      'c0-10001',
      'c39000-90000',
    ])
  })

  it('shows a stretch for its time, a moment for as long as it takes to read', () => {
    expect(shownSpan(comment({ atMs: 12_000, toMs: 16_000 }), clip)).toEqual({ fromMs: 2000, toMs: 6000 })
    expect(shownSpan(comment({ atMs: 12_000, text: 'Yes' }), clip)).toEqual({ fromMs: 2000, toMs: 5000 })
    expect(shownSpan(comment({ atMs: 39_900, text: 'Yes' }), clip)).toEqual({ fromMs: 29_000, toMs: 30_000 })
    expect(shownSpan(comment({ atMs: 0, toMs: 99_000 }), clip)).toEqual({ fromMs: 0, toMs: 30_000 })
  })
})

describe('planOverlay', () => {
  it('has nothing on the picture before, between and after', () => {
    const plan = planOverlay(clip, [comment({ atMs: 12_000, toMs: 16_000 })], hd)
    expect(stateAt(plan, 1999)).toBeUndefined()
    expect(stateAt(plan, 2000)?.cards).toHaveLength(1)
    expect(stateAt(plan, 5999)?.cards).toHaveLength(1)
    expect(stateAt(plan, 6000)).toBeUndefined()
  })

  it('turns the pages of a long comment, two lines at a time, when there is time to read it', () => {
    const plan = planOverlay(
      { ...clip, toMs: 130_000 },
      [comment({ atMs: 10_000, text: hostile.long ?? '' })],
      hd,
    )
    expect(plan.hurried).toEqual([])
    expect(plan.states.length).toBeGreaterThan(5)
    const card = plan.states[0]?.cards[0]?.card
    expect(card?.pages.every(page => page.lines.length <= 2)).toBe(true)
    expect(card?.type.sizePx).toBe(40)
  })

  it('shows more lines of it when there is not, and says so', () => {
    const plan = planOverlay(clip, [comment({ atMs: 12_000, toMs: 16_000, text: hostile.long ?? '' })], hd)
    expect(plan.hurried).toEqual(['comment:1'])
    expect(
      Math.max(
        ...plan.states.flatMap(state =>
          state.cards.map(({ card, page }) => card.pages[page]?.lines.length ?? 0),
        ),
      ),
    ).toBeGreaterThan(4)
  })

  it('stands two cards above each other and keeps them where they are', () => {
    const two = [comment({ atMs: 12_000, toMs: 20_000 }), comment({ id: 'b', atMs: 14_000, toMs: 24_000 })]
    const plan = planOverlay(clip, two, hd)
    const boxes = plan.states.map(state => state.cards.map(({ card, box }) => `${card.comment.id} ${box.y}`))
    expect(boxes).toHaveLength(3)
    expect(boxes[1]?.[0]).toBe(boxes[0]?.[0])
    expect(boxes[1]?.[1]).toBe(boxes[2]?.[0])
  })

  it('names the level, or that it was not observed', () => {
    const tags = [
      tag(),
      tag({ notObserved: true }),
      tag({ levelIndex: undefined as never, levelLabel: 'Secure' }),
    ]
    const plan = planOverlay(clip, [comment({ atMs: 12_000, tags })], hd)
    const shown = plan.states.flatMap(s =>
      s.cards.flatMap(({ card }) => card.pages.flatMap(page => page.badges.flat().map(b => b.level))),
    )
    expect(new Set(shown)).toEqual(new Set(['3 of 4', 'not observed', 'Secure']))
  })

  it('keeps its promises for any comments on any picture', () => {
    fc.assert(
      fc.property(anyComments, sizes, (comments, picture) => {
        const plan = planOverlay(clip, comments, picture)
        const { safe } = plan.metrics
        const carried = commentsIn(clip, comments)
        const seen = new Map<string, Set<number>>()
        plan.states.forEach((state, i) => {
          // In order, never overlapping, within the clip.
          expect(state.fromMs).toBeGreaterThanOrEqual(plan.states[i - 1]?.toMs ?? 0)
          expect(state.toMs).toBeGreaterThan(state.fromMs)
          expect(state.toMs).toBeLessThanOrEqual(clip.toMs - clip.fromMs)
          const tops: number[] = []
          for (const { card, page, box } of state.cards) {
            // Within the safe area, below the title, above the card beneath.
            expect(box.x).toBeGreaterThanOrEqual(safe.x)
            expect(box.x + box.width).toBeLessThanOrEqual(safe.x + safe.width)
            expect(box.y).toBeGreaterThanOrEqual(plan.bug ? plan.bug.box.y + plan.bug.box.height : safe.y)
            expect(box.y + box.height).toBeLessThanOrEqual(Math.min(safe.y + safe.height, ...tops))
            tops.push(box.y)
            // Within its own time.
            const span = shownSpan(card.comment, clip)
            expect(state.fromMs).toBeGreaterThanOrEqual(span.fromMs)
            expect(state.toMs).toBeLessThanOrEqual(span.toMs)
            const pages = seen.get(card.comment.id) ?? new Set()
            seen.set(card.comment.id, pages.add(page))
          }
        })
        // Every comment is shown, every page of it, and the pages hold every sign and every tag.
        expect([...seen.keys()].sort()).toEqual(carried.map(each => each.id).sort())
        const cards = new Map(
          plan.states.flatMap(state => state.cards.map(({ card }) => [card.comment.id, card] as const)),
        )
        for (const each of carried) {
          const card = cards.get(each.id)
          expect(seen.get(each.id)?.size).toBe(card?.pages.length)
          expect(visible(card?.pages.flatMap(page => page.lines.map(line => line.text)).join('') ?? '')).toBe(
            visible(each.text),
          )
          const badges = new Set(card?.pages.flatMap(page => page.badges.flat().map(badge => badge.tag)))
          expect(badges.size).toBe(each.tags.length)
        }
      }),
      { numRuns: 120 },
    )
  })
})
