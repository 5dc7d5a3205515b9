import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentLink } from '../../../../electron/core/reports/reportOf.ts'
import { csvOf } from '../../../../electron/core/reports/tables/csv.ts'
import { commentTable, tablesOf } from '../../../../electron/core/reports/tables/rows.ts'
import { ratingWords } from '../../../../electron/core/reports/words.ts'
import { ana, ben, lessonId, reportAbout, saidAt } from './saidLesson.ts'

const meaning = {
  rubricTitle: 'Practice',
  code: 'B1',
  title: 'Clear purpose',
  domainIndex: 1,
  notObserved: false,
}
const tag = (n: number, author: typeof ana | typeof ben = ana) => ({
  id: `tag:01JDK3Q4ZB5W8Y6T7R9V0X000${n}` as const,
  rubricId: 'rubric:x' as const,
  code: 'B1',
  author,
})

describe('what a report says', () => {
  it('never holds a private note, whoever is chosen', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 12 }), privacy => {
        const comments = privacy.map((isPrivate, at) =>
          saidAt(at * 100, isPrivate ? 'secret' : 'shared', { private: isPrivate }),
        )
        const report = reportAbout(comments, {}, { people: [ana.id] })
        expect(JSON.stringify(report)).not.toContain('secret')
        expect(report.comments).toHaveLength(privacy.filter(each => !each).length)
      }),
    )
  })

  it('holds only the words of those who were chosen: comments, replies, tags, notes and steps', () => {
    const comments = [
      saidAt(1000, 'by Ana', {
        tags: [tag(1), tag(2, ben)],
        replies: [{ id: 'reply:01JDK3Q4ZB5W8Y6T7R9V0X0001', author: ben, text: 'of Ben', createdAtMs: 2 }],
      }),
      saidAt(2000, 'of Ben', { author: ben }),
    ]
    const hung = {
      lessonId,
      local: true,
      createdAtMs: 3,
      commentIds: [saidAt(2000, '').id, saidAt(1000, '').id],
    }
    const report = reportAbout(
      comments,
      {
        meanings: new Map([tag(1), tag(2)].map(({ id }) => [id, meaning])),
        debrief: {
          notes: [
            {
              ...hung,
              id: 'debriefNote:01JDK3Q4ZB5W8Y6T7R9V0X0001',
              kind: 'strength',
              text: 'by Ana',
              author: ana,
            },
            {
              ...hung,
              id: 'debriefNote:01JDK3Q4ZB5W8Y6T7R9V0X0002',
              kind: 'wondering',
              text: 'of Ben',
              author: ben,
            },
          ],
          steps: [
            {
              ...hung,
              id: 'actionStep:01JDK3Q4ZB5W8Y6T7R9V0X0001',
              text: 'of Ben',
              done: false,
              author: ben,
            },
          ],
          pins: [],
        },
      },
      { people: [ana.id] },
    )
    expect(JSON.stringify(report)).not.toContain('of Ben')
    expect(report.comments).toMatchObject([{ number: 1, tags: [{ author: { name: 'Ana' } }], replies: [] }])
    // A comment that is not in the report is not pointed to either.
    expect(report.strengths).toMatchObject([{ text: 'by Ana', about: [1] }])
    expect(report.people).toMatchObject([{ name: 'Ana', comments: 1 }])
  })

  it('counts how a criterion was rated', () => {
    const rated = { ...meaning, level: { label: 'Secure', index: 2, of: 4 } }
    const meanings = new Map<string, typeof meaning>([
      [tag(1).id, rated],
      [tag(2).id, { ...meaning, notObserved: true }],
      [tag(3).id, meaning],
      [tag(4).id, rated],
    ])
    const { rubrics } = reportAbout(
      [saidAt(0, 'a', { tags: [tag(1), tag(2)] }), saidAt(5, 'b', { tags: [tag(3), tag(4)] })],
      { meanings },
    )
    const [criterion] = rubrics[0]?.criteria ?? []
    expect(criterion).toMatchObject({ code: 'B1', count: 4, about: [1, 2] })
    expect(criterion && ratingWords(criterion)).toBe('Secure 2, not observed 1, not rated 1')
  })

  it('leads to a moment three seconds before it, never before the beginning', () => {
    expect(momentLink(lessonId, 12_400)).toMatch(/^debrief:\/\/lesson\/lesson%3A\w+\?t=9\.4$/)
    expect(momentLink(lessonId, 1000)).toMatch(/t=0\.0$/)
  })
})

describe('a report as a table', () => {
  it('keeps what a spreadsheet would run as words', () => {
    const text = csvOf(commentTable(reportAbout([saidAt(1000, '=cmd|x'), saidAt(2000, 'a "b",\nc')])))
    expect(text).toContain(",'=cmd|x,")
    expect(text).toContain('"a ""b"",\nc"')
    expect(text.startsWith('\ufeffnumber,at,to,author')).toBe(true)
  })

  it('has a sheet for each part, with one tag a row', () => {
    const report = reportAbout([saidAt(0, 'a', { tags: [tag(1), tag(2)] })], {
      meanings: new Map([tag(1), tag(2)].map(({ id }) => [id, meaning])),
    })
    expect(tablesOf(report).map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Lesson', 5],
      ['Comments', 1],
      ['Tags', 2],
      ['Debrief', 0],
    ])
  })
})
