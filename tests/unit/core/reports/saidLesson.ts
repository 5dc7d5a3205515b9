import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { Choice, Said } from '../../../../electron/core/reports/reportOf.ts'
import { reportOf } from '../../../../electron/core/reports/reportOf.ts'

export const ana = { id: 'person:01JDK3Q4ZB5W8Y6T7R9V0X2MWA', name: 'Ana', role: 'coach' } as const
export const ben = { id: 'person:01JDK3Q4ZB5W8Y6T7R9V0X2MWB', name: 'Ben', role: 'teacher' } as const
export const lessonId = 'lesson:01JDK3Q4ZB5W8Y6T7R9V0X2M1N' as const

const ulid = (n: number) => `01JDK3Q4ZB5W8Y6T7R9V0X${String(n).padStart(4, '0')}`

/** A comment of which all but the words is ordinary. */
export const saidAt = (atMs: number, text: string, more: Partial<CommentView> = {}): CommentView => ({
  id: `comment:${ulid(atMs % 10_000)}`,
  lessonId,
  atMs,
  author: ana,
  kind: 'evidence',
  text,
  tags: [],
  replies: [],
  drawings: [],
  private: false,
  closed: false,
  createdAtMs: 1,
  local: true,
  ...more,
})

export const saidOf = (comments: readonly CommentView[], more: Partial<Said> = {}): Said => ({
  lesson: {
    id: lessonId,
    type: 'lesson',
    title: 'Wait time',
    focus: 'Who speaks?',
    by: ana.id,
    rev: '000000000000-0000-a',
    createdAtMs: 1,
  },
  durationMs: 60_000,
  comments,
  debrief: { notes: [], steps: [], pins: [] },
  phases: [],
  meanings: new Map(),
  colourOf: id => (id === ana.id ? 'p1' : 'p2'),
  ...more,
})

export const reportAbout = (
  comments: readonly CommentView[],
  more: Partial<Said> = {},
  choice: Partial<Choice> = {},
) => reportOf(saidOf(comments, more), { madeOn: '2026-11-26', ...choice })
