import type {
  InsightCriterion,
  InsightsView,
  LessonInsight,
} from '../../../electron/contract/api/insights.ts'
import type { CommentKind } from '../../../electron/contract/records/comment.ts'
import { commentKinds } from '../../../electron/contract/records/comment.ts'
import type { Role } from '../../../electron/contract/records/person.ts'
import { roles } from '../../../electron/contract/records/person.ts'
import { NOT_OBSERVED, type RubricLevel } from '../../../electron/contract/records/rubric.ts'

/** A tag without a level. */
export const NO_LEVEL = 'no-level'
/** A level that the criterion's scale does not have any more. */
export const OTHER_LEVEL = 'other-level'

/** A column of the heat map. */
export interface HeatColumn {
  readonly code: string
  readonly label: string
}
export interface HeatRow {
  readonly criterion: InsightCriterion
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}
export interface HeatMap {
  readonly columns: readonly HeatColumn[]
  readonly rows: readonly HeatRow[]
  readonly total: number
}

const columnOf = (levels: readonly RubricLevel[], level: string | undefined): string => {
  if (level === undefined) return NO_LEVEL
  if (level === NOT_OBSERVED || levels.some(({ code }) => code === level)) return level
  return OTHER_LEVEL
}

/** The rubrics that were tagged with, the most used first. */
export function rubricsUsed({
  criteria,
  lessons,
}: InsightsView): { id: string; title: string; tags: number }[] {
  const tags = new Map<string, number>()
  for (const lesson of lessons)
    for (const { rubricId, count } of lesson.tags) tags.set(rubricId, (tags.get(rubricId) ?? 0) + count)
  const titles = new Map(criteria.map(({ rubricId, rubricTitle }) => [rubricId as string, rubricTitle]))
  return [...tags]
    .map(([id, count]) => ({ id, title: titles.get(id) ?? id, tags: count }))
    .sort((a, b) => b.tags - a.tags || (a.title < b.title ? -1 : 1))
}

/**
 * How often each criterion of a rubric was tagged with each level; criteria that nobody tagged are in it too.
 * @param by whose tags; absent: everyone's
 */
export function heatMap({ criteria, lessons }: InsightsView, rubricId: string, by?: string): HeatMap {
  const rows = criteria
    .filter(criterion => criterion.rubricId === rubricId)
    .map(criterion => {
      const counts = new Map<string, number>()
      for (const lesson of lessons)
        for (const tag of lesson.tags) {
          if (tag.rubricId !== rubricId || tag.code !== criterion.code) continue
          if (by !== undefined && tag.personId !== by) continue
          const column = columnOf(criterion.levels, tag.level)
          counts.set(column, (counts.get(column) ?? 0) + tag.count)
        }
      return { criterion, counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) }
    })
  const levels = rows[0]?.criterion.levels ?? []
  const used = (code: string) => rows.some(({ counts }) => counts.has(code))
  const columns = [
    ...levels.map(({ code, label }, at) => ({ code, label: `${at + 1} ${label}` })),
    { code: NOT_OBSERVED, label: 'Not observed' },
    { code: NO_LEVEL, label: 'No level' },
    ...(used(OTHER_LEVEL) ? [{ code: OTHER_LEVEL, label: 'Earlier scale' }] : []),
  ]
  return { columns, rows, total: rows.reduce((sum, { total }) => sum + total, 0) }
}

/** How often each level of one criterion was given in each lesson; lessons without a level of it have none. */
export function levelsOverTime(
  { lessons }: InsightsView,
  { rubricId, code, levels }: InsightCriterion,
): { lesson: LessonInsight; counts: ReadonlyMap<string, number>; total: number }[] {
  return lessons.map(lesson => {
    const counts = new Map<string, number>()
    for (const tag of lesson.tags) {
      if (tag.rubricId !== rubricId || tag.code !== code) continue
      if (!levels.some(level => level.code === tag.level) || tag.level === undefined) continue
      counts.set(tag.level, (counts.get(tag.level) ?? 0) + tag.count)
    }
    return { lesson, counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) }
  })
}

/** Time in phases of one title, over all lessons, in the order in which they first come; ms. */
export function phaseTimes(
  lessons: readonly LessonInsight[],
): { title: string; ms: number; lessons: number }[] {
  const phases = new Map<string, { title: string; ms: number; lessons: number }>()
  for (const lesson of lessons)
    for (const { title, ms } of lesson.phases) {
      const key = title.toLocaleLowerCase()
      const before = phases.get(key)
      phases.set(key, {
        title: before?.title ?? title,
        ms: (before?.ms ?? 0) + ms,
        lessons: (before?.lessons ?? 0) + 1,
      })
    }
  return [...phases.values()]
}

export function kindCounts(lessons: readonly LessonInsight[]): { kind: CommentKind; count: number }[] {
  return commentKinds.map(kind => ({
    kind,
    count: lessons.reduce((sum, { kinds }) => sum + (kinds.find(each => each.kind === kind)?.count ?? 0), 0),
  }))
}

export type PersonShare = LessonInsight['people'][number]

/** Who said how much, over all lessons; the one who said most first. */
export function peopleShares(lessons: readonly LessonInsight[]): PersonShare[] {
  const people = new Map<string, PersonShare>()
  for (const { people: said } of lessons)
    for (const { person, comments, replies, words } of said) {
      const before = people.get(person.id)
      people.set(person.id, {
        person,
        comments: (before?.comments ?? 0) + comments,
        replies: (before?.replies ?? 0) + replies,
        words: (before?.words ?? 0) + words,
      })
    }
  return [...people.values()].sort((a, b) => b.words - a.words || (a.person.name < b.person.name ? -1 : 1))
}

/** Comments and replies by role in each lesson. */
export function rolesByLesson(
  lessons: readonly LessonInsight[],
): { lesson: LessonInsight; said: Readonly<Record<Role, number>> }[] {
  return lessons.map(lesson => {
    const said = { teacher: 0, coach: 0, peer: 0, leader: 0 }
    for (const { person, comments, replies } of lesson.people) {
      const role = roles.find(each => each === person.role)
      if (role) said[role] += comments + replies
    }
    return { lesson, said }
  })
}
