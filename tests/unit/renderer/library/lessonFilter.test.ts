import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LessonEntry } from '../../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import {
  asksConversations,
  countsOf,
  facets,
  filtered,
  indexed,
  isFiltering,
  type LessonFilter,
  noFilter,
  sorted,
  sortOrders,
  type ToldLesson,
  valuesOf,
} from '../../../../renderer/features/library/lessonFilter.ts'
import { criterionValue, splitCriterion } from '../../../../renderer/lib/criterionValue.ts'
import type { Summary } from '../../../../renderer/lib/summaries.ts'

const people: readonly PersonView[] = [
  { id: 'person:ana', name: 'Ana Reyes', role: 'teacher', colour: 'p1', local: true },
  { id: 'person:zoe', name: 'Zoë Müller', role: 'coach', colour: 'p2', local: true },
]
const rubrics: readonly RubricView[] = [
  {
    id: 'rubric:practice',
    title: 'Practice',
    template: true,
    levels: [],
    domains: [{ title: 'Questioning', criteria: [{ code: 'C2', title: 'Wait time' }] }],
  },
]

let made = 0
function lesson(part: Partial<LessonEntry>): LessonEntry {
  made += 1
  return {
    id: `lesson:l${made}`,
    title: `Lesson ${made}`,
    durationMs: 60_000,
    recordings: [],
    createdAtMs: made,
    ...part,
  }
}

const fractions = lesson({
  title: 'Fractions',
  teacher: 'Ana Reyes',
  subject: 'Maths',
  grade: 'Grade 4',
  date: '2026-11-17',
})
const poems = lesson({
  title: 'Poèmes',
  teacher: 'Ana Reyes',
  subject: 'French',
  grade: 'Grade 8',
  date: '2026-10-01',
})
const bare = lesson({ title: 'VID_0042' })
const known: ReadonlyMap<LessonId, Summary> = new Map([
  [
    fractions.id,
    {
      id: fractions.id,
      comments: 5,
      clips: 0,
      people: ['person:zoe'],
      criteria: [{ rubricId: 'rubric:practice', code: 'C2', count: 3 }],
    },
  ],
  [poems.id, { id: poems.id, comments: 0, clips: 0, people: [], criteria: [] }],
])
const told = (...lessons: LessonEntry[]) =>
  lessons.map(each => ({ lesson: each, summary: known.get(each.id) }))
const all = indexed([fractions, poems, bare], known, { people, rubrics })

const titles = (lessons: readonly ToldLesson[]) => lessons.map(({ lesson: { title } }) => title)
const asking = (part: Partial<LessonFilter>): LessonFilter => ({ ...noFilter, ...part })
const choosing = (part: Partial<LessonFilter['chosen']>): LessonFilter =>
  asking({ chosen: { ...noFilter.chosen, ...part } })

describe('the search box', () => {
  it('finds by title, teacher, people and criteria, all words in any order', () => {
    expect(titles(filtered(all, asking({ text: 'reyes fractions' })))).toEqual(['Fractions'])
    expect(titles(filtered(all, asking({ text: 'wait time' })))).toEqual(['Fractions'])
    expect(titles(filtered(all, asking({ text: 'c2' })))).toEqual(['Fractions'])
  })
  it('does not mind case or accents', () => {
    expect(titles(filtered(all, asking({ text: 'POEMES' })))).toEqual(['Poèmes'])
    expect(titles(filtered(all, asking({ text: 'zoe muller' })))).toEqual(['Fractions'])
  })
  it('finds nothing where one word fits no lesson', () => {
    expect(filtered(all, asking({ text: 'fractions french' }))).toEqual([])
  })
})

describe('filters', () => {
  it('take any chosen value of one question, and all questions together', () => {
    expect(titles(filtered(all, choosing({ subject: ['Maths', 'French'] })))).toEqual(['Fractions', 'Poèmes'])
    expect(titles(filtered(all, choosing({ subject: ['Maths', 'French'], grade: ['Grade 8'] })))).toEqual([
      'Poèmes',
    ])
  })
  it('take days as they are written, both ends included', () => {
    expect(titles(filtered(all, asking({ days: { from: '2026-10-01', to: '2026-10-01' } })))).toEqual([
      'Poèmes',
    ])
    expect(titles(filtered(all, asking({ days: { from: '2026-10-02', to: '2026-11-17' } })))).toEqual([
      'Fractions',
    ])
  })
  it('count what each value would show, not minding the other values of the same question', () => {
    const counts = countsOf(all, choosing({ subject: ['Maths'] }), 'subject')
    expect(Object.fromEntries(counts)).toEqual({ Maths: 1, French: 1 })
    expect(Object.fromEntries(countsOf(all, choosing({ grade: ['Grade 8'] }), 'subject'))).toEqual({
      French: 1,
    })
  })
  it('keep a chosen value in its menu even where it shows nothing', () => {
    expect(
      countsOf(all, { ...choosing({ subject: ['Maths'] }), text: 'poèmes' }, 'subject').get('Maths'),
    ).toBe(0)
  })
  it('are off where nothing is asked', () => {
    expect(isFiltering(noFilter)).toBe(false)
    expect(isFiltering(asking({ text: '  ' }))).toBe(false)
    expect(isFiltering(asking({ days: { to: '2026-01-01' } }))).toBe(true)
  })
})

describe('a count in a menu', () => {
  const value = fc.constantFrom('a', 'b', 'c')
  const someLesson = fc
    .record({ teacher: fc.option(value, { nil: undefined }), subject: fc.option(value, { nil: undefined }) })
    .map(({ teacher, subject }) =>
      lesson({ ...(teacher ? { teacher } : {}), ...(subject ? { subject } : {}) }),
    )
  it('is the number of lessons that choosing this value alone would show', () => {
    fc.assert(
      fc.property(
        fc.array(someLesson, { maxLength: 12 }),
        fc.subarray(['a', 'b', 'c']),
        (lessons, subject) => {
          const entries = indexed(lessons, new Map(), { people: [], rubrics: [] })
          const filter = choosing({ subject })
          for (const [teacher, count] of countsOf(entries, filter, 'teacher'))
            expect(
              filtered(entries, { ...filter, chosen: { ...filter.chosen, teacher: [teacher] } }),
            ).toHaveLength(count)
        },
      ),
    )
  })
})

describe('values', () => {
  it('tell criteria of two rubrics apart, and give back rubric and code', () => {
    const value = criterionValue('rubric:a', 'B 2')
    expect(splitCriterion(value)).toEqual({ rubricId: 'rubric:a', code: 'B 2' })
    expect(told(fractions).map(each => valuesOf(each, 'criterion'))).toEqual([['rubric:practice C2']])
  })
  it('are none for a lesson without details', () => {
    for (const facet of facets) expect(told(bare).map(each => valuesOf(each, facet))).toEqual([[]])
  })
})

describe('orders', () => {
  it('keep every lesson', () => {
    for (const order of sortOrders) expect(sorted(told(fractions, poems, bare), order)).toHaveLength(3)
  })
  it('go by the day taught, by title as people count, and by comments', () => {
    expect(titles(sorted(told(poems, fractions), 'newest'))).toEqual(['Fractions', 'Poèmes'])
    expect(titles(sorted(told(fractions, poems), 'oldest'))).toEqual(['Poèmes', 'Fractions'])
    const [two, ten] = [lesson({ title: 'Part 2' }), lesson({ title: 'Part 10' })]
    expect(titles(sorted(told(ten, two), 'title'))).toEqual(['Part 2', 'Part 10'])
    expect(titles(sorted(told(bare, fractions), 'comments'))[0]).toBe('Fractions')
    expect(titles(sorted(told(two, ten), 'added'))).toEqual(['Part 10', 'Part 2'])
  })
})

describe('what needs every conversation to have been read', () => {
  it('is words, criteria, people and the order by comments, and nothing that the catalog knows', () => {
    expect(asksConversations(asking({ text: 'wait' }), 'newest')).toBe(true)
    expect(asksConversations(choosing({ criterion: ['rubric:practice C2'] }), 'newest')).toBe(true)
    expect(asksConversations(choosing({ person: ['person:zoe'] }), 'newest')).toBe(true)
    expect(asksConversations(noFilter, 'comments')).toBe(true)
    for (const order of sortOrders.filter(each => each !== 'comments'))
      expect(asksConversations(noFilter, order)).toBe(false)
    expect(
      asksConversations(
        { ...choosing({ teacher: ['a'], subject: ['b'], grade: ['c'] }), days: { from: '2026-01-01' } },
        'title',
      ),
    ).toBe(false)
  })
  it('is found among the lessons that have been, and by title among all', () => {
    const unread = indexed([fractions, poems, bare], new Map(), { people, rubrics })
    expect(filtered(unread, choosing({ person: ['person:zoe'] }))).toEqual([])
    expect(titles(filtered(unread, asking({ text: 'fractions' })))).toEqual(['Fractions'])
  })
})
