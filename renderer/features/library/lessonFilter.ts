import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { criterionValue } from '../../lib/criterionValue.ts'
import { type DayRange, dayOf, isWithin } from '../../lib/days.ts'
import { findCriterion } from '../../lib/rubricView.ts'
import type { Summary } from '../../lib/summaries.ts'
import { dayWords } from '../../lib/words.ts'

/** The questions one can put to the library; within one, any chosen value fits; all of them must. */
export const facets = ['teacher', 'subject', 'grade', 'criterion', 'person'] as const
export type Facet = (typeof facets)[number]

export interface LessonFilter {
  readonly text: string
  readonly chosen: Readonly<Record<Facet, readonly string[]>>
  readonly days: DayRange
}

export const noFilter: LessonFilter = {
  text: '',
  chosen: { teacher: [], subject: [], grade: [], criterion: [], person: [] },
  days: {},
}

export const isFiltering = ({ text, chosen, days }: LessonFilter): boolean =>
  text.trim() !== '' ||
  facets.some(facet => chosen[facet].length > 0) ||
  days.from !== undefined ||
  days.to !== undefined

/** A lesson and what its conversation says; undefined until that was read. */
export interface ToldLesson {
  readonly lesson: LessonEntry
  readonly summary: Summary | undefined
}

/** Whether what is asked can only be answered whole once every conversation was read. */
export const asksConversations = ({ text, chosen }: LessonFilter, order: SortOrder): boolean =>
  text.trim() !== '' || chosen.criterion.length > 0 || chosen.person.length > 0 || order === 'comments'

/** What the words of a lesson are told from. */
export interface Surroundings {
  readonly people: readonly PersonView[]
  readonly rubrics: readonly RubricView[]
}

/** The values of a lesson under one question. */
export function valuesOf({ lesson, summary }: ToldLesson, facet: Facet): readonly string[] {
  switch (facet) {
    case 'teacher':
    case 'subject':
    case 'grade': {
      const value = lesson[facet]
      return value === undefined ? [] : [value]
    }
    case 'criterion':
      return (summary?.criteria ?? []).map(({ rubricId, code }) => criterionValue(rubricId, code))
    case 'person':
      return summary?.people ?? []
  }
}

/** Case, accents and width do not matter when people search. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Everything of a lesson that the search box looks through, ready to be searched. */
export function searchText({ lesson, summary }: ToldLesson, { people, rubrics }: Surroundings): string {
  const names = summary?.people.map(id => people.find(person => person.id === id)?.name) ?? []
  const criteria = (summary?.criteria ?? []).flatMap(({ rubricId, code }) => [
    code,
    findCriterion(rubrics, rubricId, code)?.criterion.title,
  ])
  const { title, teacher, subject, grade, focus, date, recordings } = lesson
  const files = recordings.map(({ file }) => file.split(/[/\\]/).at(-1))
  return plain(
    [title, teacher, subject, grade, focus, date, date && dayWords(date), ...names, ...criteria, ...files]
      .filter(Boolean)
      .join('\n'),
  )
}

/** A lesson together with its search text, made once for each reading of the library, when somebody first searches. */
export interface IndexedLesson extends ToldLesson {
  text(): string
}
export const indexed = (
  lessons: readonly LessonEntry[],
  known: ReadonlyMap<LessonId, Summary>,
  around: Surroundings,
): readonly IndexedLesson[] =>
  lessons.map(lesson => {
    const told = { lesson, summary: known.get(lesson.id) }
    let text: string | undefined
    return {
      ...told,
      text: () => {
        text ??= searchText(told, around)
        return text
      },
    }
  })

function fits(entry: IndexedLesson, filter: LessonFilter, words: readonly string[], but?: Facet): boolean {
  if (!words.every(word => entry.text().includes(word))) return false
  if (!isWithin(dayOf(entry.lesson), filter.days)) return false
  return facets.every(facet => {
    const chosen = filter.chosen[facet]
    if (facet === but || chosen.length === 0) return true
    return valuesOf(entry, facet).some(value => chosen.includes(value))
  })
}

const wordsIn = (text: string): readonly string[] => plain(text).split(/\s+/u).filter(Boolean)

export function filtered<T extends IndexedLesson>(all: readonly T[], filter: LessonFilter): readonly T[] {
  const words = wordsIn(filter.text)
  return all.filter(entry => fits(entry, filter, words))
}

/** How many lessons each value of a question would show, with the other questions as they are; chosen ones stay, even at 0. */
export function countsOf(
  all: readonly IndexedLesson[],
  filter: LessonFilter,
  facet: Facet,
): ReadonlyMap<string, number> {
  const words = wordsIn(filter.text)
  const counts = new Map<string, number>(filter.chosen[facet].map(value => [value, 0]))
  for (const entry of all) {
    if (!fits(entry, filter, words, facet)) continue
    for (const value of valuesOf(entry, facet)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

export const sortOrders = ['newest', 'oldest', 'added', 'title', 'comments'] as const
export type SortOrder = (typeof sortOrders)[number]

const byTitle = (a: LessonEntry, b: LessonEntry): number =>
  a.title.localeCompare(b.title, undefined, { numeric: true, sensitivity: 'base' })
const byAdded = (a: LessonEntry, b: LessonEntry): number => b.createdAtMs - a.createdAtMs
const byDay = (a: LessonEntry, b: LessonEntry): number => dayOf(b).localeCompare(dayOf(a)) || byAdded(a, b)

export function sorted<T extends ToldLesson>(lessons: readonly T[], order: SortOrder): readonly T[] {
  const compare = {
    newest: (a: T, b: T) => byDay(a.lesson, b.lesson),
    oldest: (a: T, b: T) => byDay(b.lesson, a.lesson),
    added: (a: T, b: T) => byAdded(a.lesson, b.lesson),
    title: (a: T, b: T) => byTitle(a.lesson, b.lesson),
    comments: (a: T, b: T) =>
      (b.summary?.comments ?? 0) - (a.summary?.comments ?? 0) || byDay(a.lesson, b.lesson),
  }[order]
  return lessons.toSorted(compare)
}
