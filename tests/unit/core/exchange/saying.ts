import type { CommentView } from '../../../../electron/contract/api/comments.ts'

export const ana = { id: 'person:a', name: 'Ana', role: 'coach' } as const
export const ben = { id: 'person:b', name: 'Ben <b>', role: 'teacher' } as const

export const saying = (text: string, more: Partial<CommentView> = {}): CommentView => ({
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

export const rated = saying('Three hands & a nod', {
  toMs: 65_000,
  tags: [
    { id: 'tag:1', rubricId: 'rubric:r', code: 'B2', level: '3', author: ana },
    { id: 'tag:2', rubricId: 'rubric:r', code: 'C1', author: ana },
  ],
  replies: [{ id: 'reply:1', author: ben, text: 'I saw\n\nfour', createdAtMs: 0 }],
})
