import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InsightsView, LessonInsight } from '../../../../electron/contract/api/insights.ts'
import { NOT_OBSERVED } from '../../../../electron/contract/records/rubric.ts'
import { linesOf } from '../../../../renderer/features/insights/charts/chartFile.ts'
import { shadeOf } from '../../../../renderer/features/insights/charts/heatChart.ts'
import {
  heatMap,
  levelsOverTime,
  NO_LEVEL,
  OTHER_LEVEL,
  peopleShares,
  phaseTimes,
  rolesByLesson,
  rubricsUsed,
} from '../../../../renderer/features/insights/figures.ts'
import { insightPlace, teacherAddress } from '../../../../renderer/features/insights/insightAddress.ts'

const levels = [
  { code: 'a', label: 'Little' },
  { code: 'b', label: 'Much' },
]
const criterion = (code: string) => ({
  rubricId: 'rubric:one' as const,
  rubricTitle: 'Ours',
  code,
  title: `About ${code}`,
  domain: 'Talk',
  colour: 'dA' as const,
  levels,
})
const ana = { id: 'person:ana' as const, name: 'Ana', role: 'teacher' }
const ben = { id: 'person:ben' as const, name: 'Ben', role: 'coach' }
const tag = (
  code: string,
  level: string | undefined,
  count = 1,
  personId: LessonInsight['tags'][number]['personId'] = ana.id,
) => ({
  rubricId: 'rubric:one' as const,
  code,
  ...(level !== undefined && { level }),
  personId,
  count,
})
const lesson = (id: string, more: Partial<LessonInsight> = {}): LessonInsight => ({
  lessonId: `lesson:${id}`,
  title: id,
  day: '2026-03-01',
  durationMs: 60_000,
  comments: 1,
  tags: [],
  phases: [],
  kinds: [],
  people: [],
  ...more,
})
const view = (...lessons: LessonInsight[]): InsightsView => ({
  criteria: [criterion('A1'), criterion('A2')],
  lessons,
})

describe('the heat map', () => {
  const seen = view(
    lesson('one', { tags: [tag('A1', 'a'), tag('A1', 'b', 2, ben.id), tag('A1', undefined)] }),
    lesson('two', { tags: [tag('A1', 'b'), tag('A1', NOT_OBSERVED), tag('A1', 'gone')] }),
  )
  it('counts tags over all lessons, with criteria that nobody tagged, and keeps what is no level apart', () => {
    const { rows, columns, total } = heatMap(seen, 'rubric:one')
    expect(columns.map(({ code }) => code)).toEqual(['a', 'b', NOT_OBSERVED, NO_LEVEL, OTHER_LEVEL])
    expect(rows.map(each => each.total)).toEqual([7, 0])
    expect(Object.fromEntries(rows[0]?.counts ?? [])).toEqual({
      a: 1,
      b: 3,
      [NOT_OBSERVED]: 1,
      [NO_LEVEL]: 1,
      [OTHER_LEVEL]: 1,
    })
    expect(total).toBe(7)
  })
  it('can be of one person’s tags', () => {
    expect(heatMap(seen, 'rubric:one', ben.id).total).toBe(2)
    expect(rubricsUsed(seen)).toEqual([{ id: 'rubric:one', title: 'Ours', tags: 7 }])
  })
  it('shades the more the darker, never in the middle where neither dark nor light words can be read', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (count, more) => {
        const shade = shadeOf(count, count + more)
        expect(shade).toBeLessThanOrEqual(shadeOf(count + more, count + more))
        expect(shade > 0.4 && shade < 0.7).toBe(false)
        expect(shade > 0).toBe(count > 0)
      }),
    )
  })
})

describe('levels over time', () => {
  it('keep the order of the lessons, and count levels of the scale alone', () => {
    const found = levelsOverTime(
      view(
        lesson('one', { tags: [tag('A1', 'a'), tag('A1', NOT_OBSERVED)] }),
        lesson('two'),
        lesson('three', { tags: [tag('A1', 'b', 2), tag('A2', 'a')] }),
      ),
      criterion('A1'),
    )
    expect(found.map(({ lesson: { title }, total }) => [title, total])).toEqual([
      ['one', 1],
      ['two', 0],
      ['three', 2],
    ])
  })
})

describe('time and words', () => {
  it('add up over lessons', () => {
    const one = lesson('one', {
      phases: [{ title: 'Launch', ms: 10 }],
      people: [
        { person: ana, comments: 1, replies: 2, words: 5 },
        { person: ben, comments: 4, replies: 0, words: 20 },
      ],
    })
    const two = lesson('two', {
      phases: [
        { title: 'launch', ms: 5 },
        { title: 'Groups', ms: 7 },
      ],
      people: [{ person: ana, comments: 1, replies: 0, words: 1 }],
    })
    expect(phaseTimes([one, two])).toEqual([
      { title: 'Launch', ms: 15, lessons: 2 },
      { title: 'Groups', ms: 7, lessons: 1 },
    ])
    expect(peopleShares([one, two]).map(({ person, words }) => [person.name, words])).toEqual([
      ['Ben', 20],
      ['Ana', 6],
    ])
    expect(rolesByLesson([one, two]).map(({ said }) => [said.teacher, said.coach])).toEqual([
      [3, 4],
      [1, 0],
    ])
  })
})

describe('a note on paper', () => {
  it('keeps every word, in lines that fit', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 80 }), all => {
        const lines = linesOf(all.join(' '))
        expect(lines.join(' ')).toBe(all.join(' '))
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(140)
      }),
    )
  })
})

describe('the address', () => {
  it('names a teacher whatever they are called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), name => {
        const part = teacherAddress(name).slice('/insights/'.length)
        expect(part).not.toContain('%')
        expect(insightPlace(part)).toEqual({ of: 'teacher', name })
      }),
    )
    expect(insightPlace(undefined)).toEqual({ of: 'all' })
    expect(insightPlace('cycle%3Ax')).toEqual({ of: 'cycle', id: 'cycle:x' })
    expect(insightPlace('goals')).toEqual({ of: 'goals' })
    expect(insightPlace('lesson:x')).toEqual({ of: 'lesson', id: 'lesson:x' })
  })
})
