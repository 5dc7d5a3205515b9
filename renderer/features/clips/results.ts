import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import type { Found, SearchResult } from '../../../electron/contract/api/search.ts'
import { dayOf, isWithin } from '../../lib/days.ts'
import { type ClipFilter, filteredClips, type IndexedClip } from './clipFilter.ts'

export interface Result {
  /** Unique among the results; also the id of its row. */
  readonly id: string
  readonly found: Found
  readonly clip: IndexedClip | undefined
  readonly lesson: LessonEntry | undefined
}

export interface ResultGroup {
  readonly what: Found['what']
  readonly title: string
  readonly results: readonly Result[]
  /** How many there are in all. */
  readonly total: number
}

const titles: Readonly<Record<Found['what'], string>> = {
  clip: 'Clips',
  comment: 'Comments',
  transcript: 'Transcripts',
  lesson: 'Lessons',
}

/** Whether what was found in a lesson passes the questions that can be put to it; those that only a clip can answer leave it out. */
function lessonPasses({ author, kind }: Found, lesson: LessonEntry | undefined, filter: ClipFilter): boolean {
  const { chosen, days } = filter
  if (chosen.criterion.length > 0 || chosen.level.length > 0 || chosen.collection.length > 0) return false
  const one = (values: readonly string[], value: string | undefined) =>
    values.length === 0 || (value !== undefined && values.includes(value))
  return (
    one(chosen.teacher, lesson?.teacher) &&
    one(chosen.subject, lesson?.subject) &&
    one(chosen.grade, lesson?.grade) &&
    one(chosen.person, author?.id) &&
    one(chosen.kind, kind) &&
    (lesson === undefined || isWithin(dayOf(lesson), days))
  )
}

/** What was found, by where it was found, with the filters as they are. */
export function groupsOf(
  { found, total }: SearchResult,
  filter: ClipFilter,
  clips: readonly IndexedClip[],
  lessons: ReadonlyMap<string, LessonEntry>,
): readonly ResultGroup[] {
  const passing = new Map(filteredClips(clips, filter).map(entry => [entry.clip.id, entry]))
  const results = found.flatMap((each, nth): Result[] => {
    const lesson = lessons.get(each.lessonId)
    const clip = each.clipId && passing.get(each.clipId)
    const passes = each.what === 'clip' ? clip !== undefined : lessonPasses(each, lesson, filter)
    return passes ? [{ id: `found-${nth}`, found: each, clip: clip || undefined, lesson }] : []
  })
  return (['clip', 'comment', 'transcript', 'lesson'] as const).flatMap(what => {
    const own = results.filter(each => each.found.what === what)
    const left = found.filter(each => each.what === what).length - own.length
    return own.length === 0
      ? []
      : [{ what, title: titles[what], results: own, total: (total[what] ?? own.length) - left }]
  })
}

/** A text in parts, those that were found marked. */
export function markedParts({ text, marks }: Pick<Found, 'text' | 'marks'>): readonly {
  readonly text: string
  readonly at: number
  readonly on: boolean
}[] {
  const parts: { text: string; at: number; on: boolean }[] = []
  let at = 0
  const take = (to: number, on: boolean) => {
    if (to > at) parts.push({ text: text.slice(at, to), at, on })
    at = Math.max(at, to)
  }
  for (const [from, to] of marks) {
    take(from, false)
    take(to, true)
  }
  take(text.length, false)
  return parts
}
