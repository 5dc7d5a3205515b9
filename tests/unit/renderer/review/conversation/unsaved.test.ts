// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import type { CommentView } from '../../../../../electron/contract/api/comments.ts'
import { emptyDraft } from '../../../../../renderer/features/review/composer/draft.ts'
import { keepDraft, keptDraft } from '../../../../../renderer/features/review/composer/draftStore.ts'
import {
  keepUnsaved,
  keptUnsaved,
  type Unsaved,
  withoutSaved,
} from '../../../../../renderer/features/review/conversation/unsaved.ts'

const item: Unsaved = {
  key: 'k1',
  speaker: 'person:ana',
  writtenAtMs: 1_000_000,
  atMs: 4_000,
  kind: 'noticing',
  text: 'Three hands are up.',
  tags: [{ rubricId: 'rubric:practice', code: 'B2', level: '3' }],
  private: true,
  state: 'saving',
}
beforeEach(() => localStorage.clear())

describe('words that are not saved yet', () => {
  it('are found again after the page was closed in the middle of saving', () => {
    keepUnsaved(localStorage, 'lesson:1', [item])
    expect(keptUnsaved(localStorage, 'lesson:1')).toEqual([{ ...item, state: 'kept' }])
    expect(keptUnsaved(localStorage, 'lesson:2')).toEqual([])
  })

  it('leave nothing behind once all are saved', () => {
    keepUnsaved(localStorage, 'lesson:1', [item])
    keepUnsaved(localStorage, 'lesson:1', [])
    expect(localStorage.length).toBe(0)
  })

  it('are not said twice when only the answer was lost', () => {
    const saved: CommentView = {
      id: 'comment:1',
      lessonId: 'lesson:1',
      atMs: 4_000,
      author: { id: 'person:ana', name: 'Ana', role: 'teacher' },
      kind: 'noticing',
      text: item.text,
      tags: [],
      replies: [],
      drawings: [],
      private: true,
      closed: false,
      createdAtMs: 1_000_050,
      local: true,
    }
    const kept = { ...item, state: 'kept' as const }
    expect(withoutSaved([kept], [saved])).toEqual([])
    expect(withoutSaved([kept], [{ ...saved, text: 'Something else.' }])).toEqual([kept])
    expect(withoutSaved([kept], [{ ...saved, createdAtMs: 1 }])).toEqual([kept])
    expect(withoutSaved([item], [saved])).toEqual([item])
  })
})

describe('drafts', () => {
  const draft = {
    ...emptyDraft,
    text: 'They watch my hand',
    place: { atMs: 5, toMs: 9 },
    rating: 'rubric:practice B2',
  }

  it('are kept for each lesson and speaker', () => {
    keepDraft(localStorage, 'lesson:1', 'person:ana', draft)
    expect(keptDraft(localStorage, 'lesson:1', 'person:ana')).toEqual(draft)
    expect(keptDraft(localStorage, 'lesson:1', 'person:ben')).toEqual(emptyDraft)
  })

  it('are gone when emptied, and a torn one is no draft', () => {
    keepDraft(localStorage, 'lesson:1', 'person:ana', draft)
    keepDraft(localStorage, 'lesson:1', 'person:ana', emptyDraft)
    expect(localStorage.length).toBe(0)
    localStorage.setItem('debrief.draft lesson:1 person:ana', '{"text":')
    expect(keptDraft(localStorage, 'lesson:1', 'person:ana')).toEqual(emptyDraft)
  })
})
