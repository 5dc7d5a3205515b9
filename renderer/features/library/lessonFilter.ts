import type { LessonView } from '../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { criterionValue } from '../../lib/criterionValue.ts'
import { type DayRange, dayOf, isWithin } from '../../lib/days.ts'
import { findCriterion } from '../../lib/rubricView.ts'
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

/** What the words of a lesson are told from. */
export interface Surroundings {
  readonly people: readonly PersonView[]
  readonly rubrics: readonly RubricView[]
}

/** The values of a lesson under one question. */
export function valuesOf(lesson: LessonView, facet: Facet): readonly string[] {
  switch (facet) {
    case 'teacher':
    case 'subject':
    case 'grade': {
      const value = lesson[facet]
      return value === undefined ? [] : [value]
    }
    case 'criterion':
      return lesson.criteria.map(({ rubricId, code }) => criterionValue(rubricId, code))
    case 'person':
      return lesson.people
  }
}

/** Case, accents and width do not matter when people search. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Everything of a lesson that the search box looks through, ready to be searched. */
export function searchText(lesson: LessonView, { people, rubrics }: Surroundings): string {
  const names = lesson.people.map(id => people.find(person => person.id === id)?.name)
  const criteria = lesson.criteria.flatMap(({ rubricId, code }) => [
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

/** A lesson together with its search text, made once for each reading of the library. */
export interface IndexedLesson {
  readonly lesson: LessonView
  readonly text: string
}
export const indexed = (lessons: readonly LessonView[], around: Surroundings): readonly IndexedLesson[] =>
  lessons.map(lesson => ({ lesson, text: searchText(lesson, around) }))

function fits(
  { lesson, text }: IndexedLesson,
  filter: LessonFilter,
  words: readonly string[],
  but?: Facet,
): boolean {
  if (!words.every(word => text.includes(word))) return false
  if (!isWithin(dayOf(lesson), filter.days)) return false
  return facets.every(facet => {
    const chosen = filter.chosen[facet]
    if (facet === but || chosen.length === 0) return true
    return valuesOf(lesson, facet).some(value => chosen.includes(value))
  })
}

const wordsIn = (text: string): readonly string[] => plain(text).split(/\s+/u).filter(Boolean)

export function filtered(all: readonly IndexedLesson[], filter: LessonFilter): readonly LessonView[] {
  const words = wordsIn(filter.text)
  return all.filter(entry => fits(entry, filter, words)).map(({ lesson }) => lesson)
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
    for (const value of valuesOf(entry.lesson, facet)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

export const sortOrders = ['newest', 'oldest', 'added', 'title', 'comments'] as const
export type SortOrder = (typeof sortOrders)[number]

const byTitle = (a: LessonView, b: LessonView): number =>
  a.title.localeCompare(b.title, undefined, { numeric: true, sensitivity: 'base' })
const byAdded = (a: LessonView, b: LessonView): number => b.createdAtMs - a.createdAtMs
const byDay = (a: LessonView, b: LessonView): number => dayOf(b).localeCompare(dayOf(a)) || byAdded(a, b)

export function sorted(lessons: readonly LessonView[], order: SortOrder): readonly LessonView[] {
  const compare = {
    newest: byDay,
    oldest: (a: LessonView, b: LessonView) => byDay(b, a),
    added: byAdded,
    title: byTitle,
    comments: (a: LessonView, b: LessonView) => b.comments - a.comments || byDay(a, b),
  }[order]
  return lessons.toSorted(compare)
}
