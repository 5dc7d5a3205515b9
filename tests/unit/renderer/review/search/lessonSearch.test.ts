import { describe, expect, it } from 'vitest'
import type { CommentView } from '../../../../../electron/contract/api/comments.ts'
import type { RubricView } from '../../../../../electron/contract/api/rubrics.ts'
import { termSpans } from '../../../../../renderer/features/review/search/highlight.ts'
import {
  firstFrom,
  searchLesson,
  termsOf,
} from '../../../../../renderer/features/review/search/lessonSearch.ts'

const ana = { id: 'person:ana', name: 'Ana Reyes', role: 'teacher' } as const
const ben = { id: 'person:ben', name: 'Ben Ødegård', role: 'coach' } as const
const rubric: RubricView = {
  id: 'rubric:practice',
  title: 'Practice',
  template: true,
  levels: [{ code: '1', label: 'One' }],
  domains: [{ title: 'Talk', criteria: [{ code: 'C2', title: 'Wait time' }] }],
}
const comment = (id: string, atMs: number, fields: Partial<CommentView>): CommentView => ({
  id: `comment:${id}`,
  lessonId: 'lesson:1',
  atMs,
  author: ana,
  kind: 'noticing',
  text: '',
  tags: [],
  replies: [],
  drawings: [],
  private: false,
  closed: false,
  createdAtMs: 0,
  local: true,
  ...fields,
})
const comments = [
  comment('a', 1_000, { text: 'Three **hands** are up at the café.' }),
  comment('b', 2_000, { replies: [{ id: 'reply:1', author: ben, text: 'Whose hands?', createdAtMs: 1 }] }),
  comment('c', 3_000, {
    text: 'x',
    tags: [{ id: 'tag:1', rubricId: rubric.id, code: 'C2', author: ana }],
  }),
  comment('d', 4_000, { text: 'hands', closed: true, private: true }),
]
const cues = [{ fromMs: 1_500, toMs: 2_000, text: 'Hands up, please' }]
const found = (query: string) =>
  searchLesson({ comments, cues, rubrics: [rubric] }, query).map(hit =>
    hit.what === 'comment' ? hit.id.slice(8) : 'cue',
  )

describe('the search of a lesson', () => {
  it.each([
    ['hands', ['a', 'cue', 'b']],
    ['HANDS up', ['a', 'cue']],
    ['cafe', ['a']],
    ['wait', ['c']],
    ['c2', ['c']],
    ['talk', ['c']],
    ['odegard', []],
    ['ødegard', ['b']],
    ['noticing', ['a', 'b', 'c']],
    ['**', []],
    ['  ', []],
    ['nowhere', []],
  ])('%s is in %j', (query, places) => expect(found(query)).toEqual(places))

  it('begins with what comes next, and goes round', () => {
    const hits = searchLesson({ comments, cues, rubrics: [rubric] }, 'hands')
    expect(firstFrom(hits, 1_200)).toBe(1)
    expect(firstFrom(hits, 9_000)).toBe(0)
    expect(firstFrom([], 0)).toBe(-1)
  })

  it('says where the words stand, whatever marks they carry', () => {
    const text = 'Café, CAFE'
    expect(termSpans(text, termsOf('cafe')).map(({ from, to }) => text.slice(from, to))).toEqual([
      'Café',
      'CAFE',
    ])
  })
})
