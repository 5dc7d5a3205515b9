import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { CommentKind } from '../../../../electron/contract/records/comment.ts'
import { criterionKey } from '../composer/draft.ts'

/** What of the conversation is shown. An empty list leaves that question open; within a list, any of it will do. */
export type Filters = {
  people: readonly string[]
  kinds: readonly CommentKind[]
  /** Keys of `criterionKey`. */
  criteria: readonly string[]
  /** Level codes, NOT_OBSERVED, or UNRATED. */
  levels: readonly string[]
  /** Whether it has been talked through. */
  threads: readonly Thread[]
}

export const threadStates = ['open', 'resolved'] as const
export type Thread = (typeof threadStates)[number]
export const threadOf = ({ resolved }: Pick<CommentView, 'resolved'>): Thread =>
  resolved ? 'resolved' : 'open'

/** A tag without a level. */
export const UNRATED = 'unrated'

export const noFilters: Filters = { people: [], kinds: [], criteria: [], levels: [], threads: [] }

export const filterCount = (filters: Filters): number =>
  filters.people.length +
  filters.kinds.length +
  filters.criteria.length +
  filters.levels.length +
  filters.threads.length

/** Adds a value to one of the lists, or takes it away. */
export function toggled<T extends string>(list: readonly T[], value: T): readonly T[] {
  return list.includes(value) ? list.filter(item => item !== value) : [...list, value]
}

const anyOf = <T extends string>(list: readonly T[], value: T) => list.length === 0 || list.includes(value)

export function passes(comment: CommentView, filters: Filters): boolean {
  if (!anyOf(filters.people, comment.author.id) || !anyOf(filters.kinds, comment.kind)) return false
  if (!anyOf(filters.threads, threadOf(comment))) return false
  if (filters.criteria.length === 0 && filters.levels.length === 0) return true
  // One and the same tag must have both the criterion and the level that are asked for.
  return comment.tags.some(
    tag =>
      anyOf(filters.criteria, criterionKey(tag.rubricId, tag.code)) &&
      anyOf(filters.levels, tag.level ?? UNRATED),
  )
}

export type FacetCounts = {
  people: ReadonlyMap<string, number>
  kinds: ReadonlyMap<string, number>
  criteria: ReadonlyMap<string, number>
  levels: ReadonlyMap<string, number>
  threads: ReadonlyMap<string, number>
}

/** How many comments each choice would show by itself. */
export function facetCounts(comments: readonly CommentView[]): FacetCounts {
  const people = new Map<string, number>()
  const kinds = new Map<string, number>()
  const criteria = new Map<string, number>()
  const levels = new Map<string, number>()
  const threads = new Map<string, number>()
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const comment of comments) {
    add(people, comment.author.id)
    add(kinds, comment.kind)
    add(threads, threadOf(comment))
    for (const key of new Set(comment.tags.map(tag => criterionKey(tag.rubricId, tag.code))))
      add(criteria, key)
    for (const key of new Set(comment.tags.map(tag => tag.level ?? UNRATED))) add(levels, key)
  }
  return { people, kinds, criteria, levels, threads }
}
