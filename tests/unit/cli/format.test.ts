import { describe, expect, it } from 'vitest'
import { inWords } from '../../../electron/cli/format/conversationWords.ts'
import { shorten, table } from '../../../electron/cli/format/table.ts'
import type { CommentView } from '../../../electron/contract/api/comments.ts'

const ana = { id: 'person:a', name: 'Ana', role: 'coach' } as const
const ben = { id: 'person:b', name: 'Ben <b>', role: 'teacher' } as const

const saying = (text: string, more: Partial<CommentView> = {}): CommentView => ({
  id: 'comment:1',
  lessonId: 'lesson:1',
  atMs: 61_250,
  author: ana,
  kind: 'evidence',
  text,
  tags: [],
  replies: [],
  drawings: [],
  private: false,
  closed: false,
  createdAtMs: 0,
  local: true,
  ...more,
})

const rated = saying('Three hands & a nod', {
  toMs: 65_000,
  tags: [
    { id: 'tag:1', rubricId: 'rubric:r', code: 'B2', level: '3', author: ana },
    { id: 'tag:2', rubricId: 'rubric:r', code: 'C1', author: ana },
  ],
  replies: [{ id: 'reply:1', author: ben, text: 'I saw\n\nfour', createdAtMs: 0 }],
})

describe('a conversation in words', () => {
  it('shows time, person, kind, tags and replies', () => {
    const words = inWords([rated])
    expect(words).toMatch(/^1:01–1:05 +Ana \(coach\) {2}evidence {2}B2=3 {2}C1 {2}comment:1/)
    expect(words).toContain('> Ben <b> (teacher): I saw')
  })

  it('withholds a closed private note', () => {
    expect(inWords([saying('', { private: true, closed: true })])).toContain(
      'closed while someone else is here',
    )
  })
})

describe('table', () => {
  it('aligns columns of wide letters and of marks that take no room', () => {
    const rows = [
      ['观察', '1'],
      ['e\u0301te\u0301', '22'],
      ['👩‍🏫', '333'],
    ]
    expect(table([{ title: 'WHAT' }, { title: 'N', align: 'right' }], rows).split('\n')).toEqual([
      'WHAT    N',
      '观察    1',
      'e\u0301te\u0301    22',
      '👩‍🏫    333',
    ])
  })

  it('keeps a cell on its line', () => {
    expect(table([{ title: 'A' }], [['one\ntwo']])).toBe('A\none two')
  })

  it('cuts words between letters, never within one', () => {
    expect(shorten('👩‍🏫👩‍🏫👩‍🏫', 2)).toBe('👩‍🏫…')
    expect(shorten('short', 5)).toBe('short')
  })
})
