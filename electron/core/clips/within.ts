import type { ClipView } from '../../contract/api/clips.ts'
import type { Exemplar } from '../../contract/records/clip.ts'
import type { LessonSummary } from '../library/library.types.ts'

export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

type Mark = LessonSummary['marks'][number]
type Said = Pick<LessonSummary, 'marks' | 'tags'>

/** Whether a comment applies within a stretch: a moment in it, or a range that reaches into it. */
export const applies = (
  { atMs, toMs: endMs }: Pick<Mark, 'atMs' | 'toMs'>,
  { fromMs, toMs }: Stretch,
): boolean => atMs < toMs && (endMs !== undefined && endMs > atMs ? endMs > fromMs : atMs >= fromMs)

/** Most frequent first; ties in the order of the text, so that every machine shows the same. */
function byFrequency<T extends string>(items: readonly T[]): T[] {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([item]) => item)
}

/** What is said within a stretch, as a clip's card and the filters need it. Nothing of private notes is in it. */
export function saidWithin(
  { marks, tags }: Said,
  stretch: Stretch,
): Pick<ClipView, 'comments' | 'people' | 'kinds' | 'criteria'> {
  const within = marks.filter(mark => !mark.private && applies(mark, stretch))
  const ids = new Set<string>(within.map(({ id }) => id))
  const tagged = tags.filter(({ commentId }) => ids.has(commentId))
  const keyOf = ({ rubricId, code }: Pick<Exemplar, 'rubricId' | 'code'>) => `${rubricId}\n${code}`
  const one = new Map(tagged.map(tag => [keyOf(tag), tag]))
  return {
    comments: within.length,
    people: byFrequency(within.map(({ by }) => by)),
    kinds: byFrequency(within.map(({ kind }) => kind)),
    criteria: byFrequency(tagged.map(keyOf)).flatMap(key => {
      const tag = one.get(key)
      if (!tag) return []
      const levels = tagged.flatMap(each =>
        keyOf(each) === key && each.level !== undefined ? [each.level] : [],
      )
      return [{ rubricId: tag.rubricId, code: tag.code, levels: byFrequency(levels) }]
    }),
  }
}
