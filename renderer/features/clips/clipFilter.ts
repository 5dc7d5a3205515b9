import type { ClipView } from '../../../electron/contract/api/clips.ts'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import { criterionValue } from '../../lib/criterionValue.ts'
import { type DayRange, dayOf, isWithin } from '../../lib/days.ts'

/** The questions one can put to clips; within one, any chosen value fits; all of them must. */
export const clipFacets = [
  'teacher',
  'subject',
  'grade',
  'criterion',
  'level',
  'kind',
  'person',
  'collection',
] as const
export type ClipFacet = (typeof clipFacets)[number]

export interface ClipFilter {
  readonly chosen: Readonly<Record<ClipFacet, readonly string[]>>
  readonly days: DayRange
}

export const noClipFilter: ClipFilter = {
  chosen: {
    teacher: [],
    subject: [],
    grade: [],
    criterion: [],
    level: [],
    kind: [],
    person: [],
    collection: [],
  },
  days: {},
}

export const isFilteringClips = ({ chosen, days }: ClipFilter): boolean =>
  clipFacets.some(facet => chosen[facet].length > 0) || days.from !== undefined || days.to !== undefined

interface TaggedWith {
  readonly criterion: string
  /** Of its rubric; absent where nobody rated it. */
  readonly level?: string
}

/** A clip with what the questions ask of it, made once for each reading of the library. */
export interface IndexedClip {
  readonly clip: ClipView
  readonly lesson: LessonEntry | undefined
  readonly day: string | undefined
  readonly tags: readonly TaggedWith[]
}

/** What a clip is tagged with: by the comments in it, and as an example to others. */
function tagsOf({ criteria, exemplarOf }: ClipView): readonly TaggedWith[] {
  const said = criteria.flatMap(({ rubricId, code, levels }): TaggedWith[] => {
    const criterion = criterionValue(rubricId, code)
    return levels.length === 0
      ? [{ criterion }]
      : levels.map(level => ({ criterion, level: criterionValue(rubricId, level) }))
  })
  const shown = exemplarOf.map(
    ({ rubricId, code, level }): TaggedWith => ({
      criterion: criterionValue(rubricId, code),
      ...(level !== undefined && { level: criterionValue(rubricId, level) }),
    }),
  )
  return [...said, ...shown]
}

export const indexedClips = (
  clips: readonly ClipView[],
  lessons: ReadonlyMap<string, LessonEntry>,
): readonly IndexedClip[] =>
  clips.map(clip => {
    const lesson = lessons.get(clip.lessonId)
    return { clip, lesson, day: lesson && dayOf(lesson), tags: tagsOf(clip) }
  })

function valuesOf({ clip, lesson }: IndexedClip, facet: Exclude<ClipFacet, 'criterion' | 'level'>) {
  switch (facet) {
    case 'teacher':
    case 'subject':
    case 'grade': {
      const value = lesson?.[facet]
      return value === undefined ? [] : [value]
    }
    case 'kind':
      return clip.kinds
    case 'person':
      return clip.people
    case 'collection':
      return clip.collections
  }
}

/** A criterion and a level that are both asked for are asked of one tag. */
function fittingTags({ tags }: IndexedClip, { chosen }: ClipFilter, but?: ClipFacet): readonly TaggedWith[] {
  return tags.filter(
    ({ criterion, level }) =>
      (but === 'criterion' || chosen.criterion.length === 0 || chosen.criterion.includes(criterion)) &&
      (but === 'level' || chosen.level.length === 0 || (level !== undefined && chosen.level.includes(level))),
  )
}

function fits(entry: IndexedClip, filter: ClipFilter, but?: ClipFacet): boolean {
  const { chosen, days } = filter
  if (days.from !== undefined || days.to !== undefined)
    if (entry.day === undefined || !isWithin(entry.day, days)) return false
  const asksTags =
    (but !== 'criterion' && chosen.criterion.length > 0) || (but !== 'level' && chosen.level.length > 0)
  if (asksTags && fittingTags(entry, filter, but).length === 0) return false
  return clipFacets.every(facet => {
    if (facet === but || facet === 'criterion' || facet === 'level' || chosen[facet].length === 0) return true
    return valuesOf(entry, facet).some(value => chosen[facet].includes(value))
  })
}

export const filteredClips = (all: readonly IndexedClip[], filter: ClipFilter): readonly IndexedClip[] =>
  all.filter(entry => fits(entry, filter))

/** How many clips each value of a question would show, with the other questions as they are; chosen ones stay, even at 0. */
export function countsOfClips(
  all: readonly IndexedClip[],
  filter: ClipFilter,
  facet: ClipFacet,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(filter.chosen[facet].map(value => [value, 0]))
  for (const entry of all) {
    if (!fits(entry, filter, facet)) continue
    const values =
      facet === 'criterion' || facet === 'level'
        ? fittingTags(entry, filter, facet).flatMap(tag => tag[facet] ?? [])
        : valuesOf(entry, facet)
    for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

export const clipOrders = ['newest', 'oldest', 'title', 'length', 'comments'] as const
export type ClipOrder = (typeof clipOrders)[number]

const byTitle = (a: IndexedClip, b: IndexedClip): number =>
  a.clip.title.localeCompare(b.clip.title, undefined, { numeric: true, sensitivity: 'base' })
const byMade = (a: IndexedClip, b: IndexedClip): number => b.clip.createdAtMs - a.clip.createdAtMs

export function sortedClips(clips: readonly IndexedClip[], order: ClipOrder): readonly IndexedClip[] {
  const length = ({ clip }: IndexedClip) => clip.toMs - clip.fromMs
  const compare = {
    newest: byMade,
    oldest: (a: IndexedClip, b: IndexedClip) => byMade(b, a),
    title: byTitle,
    length: (a: IndexedClip, b: IndexedClip) => length(a) - length(b) || byTitle(a, b),
    comments: (a: IndexedClip, b: IndexedClip) => b.clip.comments - a.clip.comments || byMade(a, b),
  }[order]
  return clips.toSorted(compare)
}
