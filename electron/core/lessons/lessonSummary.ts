import type { LessonView } from '../../contract/api/lessons.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { LessonSummary } from '../library/library.types.ts'

/** What a lesson's card shows of its conversation. */
export type CardSummary = Pick<LessonView, 'comments' | 'people' | 'marks' | 'criteria'>

/** How often each item is there, most frequent first; ties in the order of the text, so that every machine shows the same. */
function counted<T extends string>(items: readonly T[]): Array<readonly [T, number]> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}

/** @param counts whose private notes are counted */
export function cardSummary(summary: LessonSummary, counts: (author: PersonId) => boolean): CardSummary {
  const marks = summary.marks
    .filter(mark => !mark.private || counts(mark.by))
    .map(({ atMs, by }) => ({ atMs, by }))
    .sort((a, b) => a.atMs - b.atMs || (a.by < b.by ? -1 : 1))
  const key = ({ rubricId, code }: LessonSummary['tags'][number]) => `${rubricId}\n${code}`
  const criteria = new Map(summary.tags.map(tag => [key(tag), tag]))
  return {
    comments: marks.length,
    people: counted(marks.map(mark => mark.by)).map(([person]) => person),
    marks,
    criteria: counted(summary.tags.map(key)).flatMap(([each, count]) => {
      const tag = criteria.get(each)
      return tag ? [{ rubricId: tag.rubricId, code: tag.code, count }] : []
    }),
  }
}
