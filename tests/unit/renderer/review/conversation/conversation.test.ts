import { describe, expect, it } from 'vitest'
import type { CommentView } from '../../../../../electron/contract/api/comments.ts'
import { criterionKey } from '../../../../../renderer/features/review/composer/draft.ts'
import {
  facetCounts,
  filterCount,
  noFilters,
  passes,
  toggled,
  UNRATED,
} from '../../../../../renderer/features/review/conversation/filters.ts'
import { ofTheMoment } from '../../../../../renderer/features/review/conversation/ofTheMoment.ts'

const mb = { id: 'person:mb' as const, name: 'Marcus Bell', role: 'coach' }
const rubricId = 'rubric:practice' as const
const base: CommentView = {
  id: 'comment:1',
  lessonId: 'lesson:1',
  atMs: 10_000,
  author: mb,
  kind: 'evidence',
  text: 'Four seconds before the first hand.',
  tags: [],
  replies: [],
  drawings: [],
  private: false,
  closed: false,
  createdAtMs: 0,
  local: true,
}
const tagged = (code: string, level?: string): CommentView => ({
  ...base,
  tags: [{ id: 'tag:1', rubricId, code, author: mb, ...(level ? { level } : {}) }],
})

describe('filters', () => {
  it('show everything until one is set', () => {
    expect(passes(base, noFilters)).toBe(true)
    expect(filterCount(noFilters)).toBe(0)
  })

  it('narrow by person, kind, criterion and level together', () => {
    const filters = {
      ...noFilters,
      people: [mb.id],
      kinds: ['evidence' as const],
      criteria: [criterionKey(rubricId, 'B2')],
      levels: ['3'],
    }
    expect(passes(tagged('B2', '3'), filters)).toBe(true)
    expect(passes(tagged('B2', '2'), filters)).toBe(false)
    expect(passes({ ...tagged('B2', '3'), kind: 'wondering' }, filters)).toBe(false)
    expect(passes({ ...tagged('B2', '3'), author: { ...mb, id: 'person:x' } }, filters)).toBe(false)
    const open = { ...filters, threads: ['open' as const] }
    expect(passes(tagged('B2', '3'), open)).toBe(true)
    expect(passes({ ...tagged('B2', '3'), resolved: { author: mb, atMs: 1 } }, open)).toBe(false)
  })

  it('ask for criterion and level on one tag, not on two', () => {
    const two = { ...base, tags: [...tagged('B2', '1').tags, ...tagged('C1', '3').tags] }
    expect(passes(two, { ...noFilters, criteria: [criterionKey(rubricId, 'B2')], levels: ['3'] })).toBe(false)
  })

  it('find tags without a level, and those not observed', () => {
    expect(passes(tagged('B2'), { ...noFilters, levels: [UNRATED] })).toBe(true)
    expect(passes(tagged('B2', 'not-observed'), { ...noFilters, levels: [UNRATED] })).toBe(false)
    expect(passes(tagged('B2', 'not-observed'), { ...noFilters, levels: ['not-observed'] })).toBe(true)
  })

  it('count what each choice would show', () => {
    const counts = facetCounts([base, tagged('B2', '3'), tagged('B2')])
    expect(counts.people.get(mb.id)).toBe(3)
    expect(counts.criteria.get(criterionKey(rubricId, 'B2'))).toBe(2)
    expect(counts.levels.get(UNRATED)).toBe(1)
  })

  it('go on and off', () => {
    expect(toggled(toggled([], 'a'), 'a')).toEqual([])
  })
})

describe('the comment of the moment', () => {
  const list = [
    { ...base, id: 'comment:a' as const, atMs: 1_000 },
    { ...base, id: 'comment:b' as const, atMs: 2_000, toMs: 9_000 },
    { ...base, id: 'comment:c' as const, atMs: 8_000 },
  ]
  const idsAt = (ms: number) => ofTheMoment(list, ms).map(({ id }) => id)

  it('is lit from its first frame, a point for three seconds and a range to its end', () => {
    expect(idsAt(999)).toEqual([])
    expect(idsAt(1_000)).toEqual(['comment:a'])
    expect(idsAt(3_000)).toEqual(['comment:a', 'comment:b'])
    expect(idsAt(5_000)).toEqual(['comment:b'])
    expect(idsAt(8_500)).toEqual(['comment:b', 'comment:c'])
    expect(idsAt(60_000)).toEqual([])
  })
})
