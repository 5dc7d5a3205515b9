import { describe, expect, it } from 'vitest'
import type { ClipView } from '../../../../electron/contract/api/clips.ts'
import type { LessonEntry } from '../../../../electron/contract/api/lessons.ts'
import type { SearchResult } from '../../../../electron/contract/api/search.ts'
import {
  clipFacets,
  countsOfClips,
  filteredClips,
  indexedClips,
  noClipFilter,
} from '../../../../renderer/features/clips/clipFilter.ts'
import { groupsOf, markedParts } from '../../../../renderer/features/clips/results.ts'

const lesson = (id: `lesson:${string}`, over: Partial<LessonEntry>): LessonEntry => ({
  id,
  title: id,
  durationMs: 60_000,
  recordings: [],
  createdAtMs: 0,
  ...over,
})
const clip = (title: string, over: Partial<ClipView>): ClipView => ({
  id: `clip:${title}`,
  lessonId: 'lesson:a',
  title,
  fromMs: 0,
  toMs: 1000,
  author: { id: 'person:ana', name: 'Ana', role: 'teacher' },
  createdAtMs: 0,
  comments: 0,
  people: [],
  kinds: [],
  criteria: [],
  exemplarOf: [],
  collections: [],
  ...over,
})
const lessons = new Map([
  ['lesson:a', lesson('lesson:a', { teacher: 'Ana', date: '2026-03-01' })],
  ['lesson:b', lesson('lesson:b', { teacher: 'Ben', date: '2026-05-01' })],
])
const all = indexedClips(
  [
    clip('waits', {
      kinds: ['evidence'],
      criteria: [
        { rubricId: 'rubric:r', code: 'C2', levels: ['1'] },
        { rubricId: 'rubric:r', code: 'C3', levels: ['3'] },
      ],
    }),
    clip('shows', { lessonId: 'lesson:b', exemplarOf: [{ rubricId: 'rubric:r', code: 'C2', level: '3' }] }),
    clip('bare', { lessonId: 'lesson:gone', collections: ['One', 'Two'] }),
  ],
  lessons,
)
const asked = (chosen: object, days = {}) => ({ chosen: { ...noClipFilter.chosen, ...chosen }, days })
const titles = (filter: ReturnType<typeof asked>) =>
  filteredClips(all, filter).map(({ clip: { title } }) => title)

describe('filters over clips', () => {
  it('ask for a criterion and a level of one tag, and count what the clip is an example of', () => {
    expect(titles(asked({ criterion: ['rubric:r C2'] }))).toEqual(['waits', 'shows'])
    expect(titles(asked({ criterion: ['rubric:r C2'], level: ['rubric:r 3'] }))).toEqual(['shows'])
    const filter = asked({ criterion: ['rubric:r C2'] })
    expect([...countsOfClips(all, filter, 'level')]).toEqual([
      ['rubric:r 1', 1],
      ['rubric:r 3', 1],
    ])
  })

  it('show as many clips as they say, whatever value is chosen', () => {
    for (const facet of clipFacets)
      for (const [value, count] of countsOfClips(all, noClipFilter, facet))
        expect(titles(asked({ [facet]: [value] })), `${facet} ${value}`).toHaveLength(count)
  })

  it('ask for the day of the lesson, which a clip without one has not', () => {
    expect(titles(asked({}, { from: '2026-04-01' }))).toEqual(['shows'])
    expect(titles(asked({}, { to: '2026-12-01' }))).toEqual(['waits', 'shows'])
  })
})

describe('what was found', () => {
  const result: SearchResult = {
    nearly: false,
    total: { clip: 90, comment: 1, transcript: 0, lesson: 0 },
    found: [
      { what: 'comment', lessonId: 'lesson:a', atMs: 0, text: 'x', marks: [], kind: 'noticing' },
      { what: 'clip', lessonId: 'lesson:a', clipId: 'clip:waits', atMs: 0, text: 'x', marks: [] },
      { what: 'clip', lessonId: 'lesson:b', clipId: 'clip:shows', atMs: 0, text: 'x', marks: [] },
    ],
  }
  const groups = (chosen: object) =>
    groupsOf(result, asked(chosen), all, lessons).map(({ what, results, total }) => [
      what,
      results.length,
      total,
    ])

  it('stands in groups, clips first, and passes through the filters', () => {
    expect(groups({})).toEqual([
      ['clip', 2, 90],
      ['comment', 1, 1],
    ])
    expect(groups({ teacher: ['Ben'] })).toEqual([['clip', 1, 89]])
    expect(groups({ criterion: ['rubric:r C3'] })).toEqual([['clip', 1, 89]])
  })

  it('is marked where it stands', () => {
    const parts = markedParts({
      text: 'abcdef',
      marks: [
        [1, 2],
        [4, 6],
      ],
    })
    expect(parts.map(({ text, on }) => (on ? `[${text}]` : text)).join('')).toBe('a[b]cd[ef]')
  })
})
