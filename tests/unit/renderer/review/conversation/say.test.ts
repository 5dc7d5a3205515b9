// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CommentView } from '../../../../../electron/contract/api/comments.ts'
import { draftReducer, emptyDraft } from '../../../../../renderer/features/review/composer/draft.ts'
import { discard, say, tryAgain } from '../../../../../renderer/features/review/conversation/say.ts'
import { shownComments } from '../../../../../renderer/features/review/conversation/shownComments.ts'
import {
  createRoom,
  draftOf,
  type Room,
  setDraft,
} from '../../../../../renderer/features/review/room/Room.ts'
import { keys } from '../../../../../renderer/lib/queries.ts'
import { queryClient } from '../../../../../renderer/lib/queryClient.ts'

const add = vi.hoisted(() => vi.fn())
vi.mock('../../../../../renderer/lib/api.ts', () => ({ api: { comments: { add } } }))
// Words are sent after the frame that shows them; here there are no frames.
vi.mock('../../../../../renderer/lib/afterPaint.ts', () => ({ afterPaint: (run: () => void) => run() }))

const lessonId = 'lesson:1' as const
const ana = 'person:ana' as const
const draft = draftReducer(emptyDraft, { do: 'text', text: 'Three hands are up.', here: { atMs: 4_000 } })
const saved: CommentView = {
  id: 'comment:1',
  lessonId,
  atMs: 4_000,
  author: { id: ana, name: 'Ana', role: 'teacher' },
  kind: 'noticing',
  text: draft.text,
  tags: [],
  replies: [],
  drawings: [],
  private: false,
  closed: false,
  createdAtMs: Date.now(),
  local: true,
}
let room: Room
beforeEach(() => {
  localStorage.clear()
  queryClient.setQueryData(keys.comments(lessonId), [])
  room = createRoom(lessonId)
  setDraft(room, ana, draft)
})
afterEach(() => vi.clearAllMocks())

const onScreen = () =>
  shownComments(queryClient.getQueryData<CommentView[]>(keys.comments(lessonId)), room.unsaved.getState(), {
    lessonId,
    present: [ana],
    nameOf: () => ({ name: 'Ana', role: 'teacher' }),
  })

describe('saying something', () => {
  it('is on the screen before the host has answered, once, and stays once when it has', async () => {
    let answer = (_comment: CommentView): void => undefined
    add.mockReturnValue(
      new Promise<CommentView>(resolve => {
        answer = resolve
      }),
    )
    expect(say(room, ana, draftOf(room, ana))).toBe(true)
    expect(onScreen().map(({ text }) => text)).toEqual([draft.text])
    expect(draftOf(room, ana).text).toBe('')
    answer(saved)
    await vi.waitFor(() => expect(room.unsaved.getState()).toEqual([]))
    expect(onScreen()).toEqual([saved])
    expect(room.ui.getState().said).toBe('Comment saved at 0:04.')
  })

  it('is made in the name of who wrote it, whoever speaks when it arrives', () => {
    add.mockReturnValue(new Promise(() => undefined))
    say(room, ana, draft)
    expect(add.mock.calls[0]?.[1]).toEqual({ context: { speaker: ana } })
  })

  it('keeps the words with the reason when the host refuses, and saves them at a second try', async () => {
    add.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    say(room, ana, draft)
    await vi.waitFor(() => expect(room.unsaved.getState()[0]?.state).toBe('failed'))
    expect(onScreen()[0]?.text).toBe(draft.text)
    expect(room.unsaved.getState()[0]?.error?.title).toBe('Debrief does not answer.')
    expect(localStorage.getItem('debrief.unsaved lesson:1')).toContain(draft.text)
    add.mockResolvedValueOnce(saved)
    const [item] = room.unsaved.getState()
    if (item) tryAgain(room, item)
    await vi.waitFor(() => expect(onScreen()).toEqual([saved]))
    expect(localStorage.getItem('debrief.unsaved lesson:1')).toBeNull()
  })

  it('is not shown twice when the news of it is faster than the answer', () => {
    add.mockReturnValue(new Promise(() => undefined))
    say(room, ana, draft)
    queryClient.setQueryData(keys.comments(lessonId), [saved])
    expect(onScreen()).toEqual([saved])
  })

  it('needs words', () => {
    expect(say(room, ana, { ...emptyDraft, text: '  \n' })).toBe(false)
    expect(add).not.toHaveBeenCalled()
  })

  it('can be thrown away, and brought back', async () => {
    add.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    say(room, ana, draft)
    await vi.waitFor(() => expect(room.unsaved.getState()[0]?.state).toBe('failed'))
    const [item] = room.unsaved.getState()
    const back = item && discard(room, item)
    expect(onScreen()).toEqual([])
    await back?.()
    expect(onScreen().map(({ text }) => text)).toEqual([draft.text])
  })

  it('keeps a private note closed from the first frame while someone else is here', () => {
    add.mockReturnValue(new Promise(() => undefined))
    say(room, ana, { ...draft, private: true })
    const [closed] = shownComments([], room.unsaved.getState(), {
      lessonId,
      present: [ana, 'person:ben'],
      nameOf: () => ({ name: 'Ana', role: 'teacher' }),
    })
    expect(closed).toMatchObject({ closed: true, text: '' })
  })
})
