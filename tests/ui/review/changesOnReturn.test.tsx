import { ORPCError } from '@orpc/client'
import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CommentView } from '../../../electron/contract/api/comments.ts'
import { draftFrom } from '../../../renderer/features/review/conversation/changes.ts'
import { EditComment } from '../../../renderer/features/review/conversation/EditComment.tsx'
import { ReplyForm } from '../../../renderer/features/review/conversation/Replies.tsx'
import { useSaveOnReturn } from '../../../renderer/features/review/conversation/useSaveOnReturn.ts'
import { PlayerContext } from '../../../renderer/features/review/player/playerContext.ts'
import { createRoom, editKey, type Room, setDraft } from '../../../renderer/features/review/room/Room.ts'
import { RoomContext } from '../../../renderer/features/review/room/roomContext.ts'
import { keys } from '../../../renderer/lib/queries.ts'
import { queryClient } from '../../../renderer/lib/queryClient.ts'
import { useSpeaker } from '../../../renderer/lib/speaker.ts'
import { renderPart } from '../renderPart.tsx'

const [add, update] = vi.hoisted(() => [vi.fn(), vi.fn()])
vi.mock('../../../renderer/lib/api.ts', () => ({
  api: { replies: { add }, comments: { update } },
}))

const author = { id: 'person:mb' as const, name: 'Mara', role: 'coach' }
const comment: CommentView = {
  id: 'comment:1',
  lessonId: 'lesson:1',
  atMs: 1000,
  author,
  kind: 'noticing',
  text: 'As it was.',
  tags: [],
  replies: [],
  drawings: [],
  private: false,
  closed: false,
  createdAtMs: 1,
  local: true,
}
const away = () => Promise.reject(new ORPCError('library.notFound', { message: 'The folder is away.' }))
const told = (...problems: object[]) => queryClient.setQueryData(keys.info, { library: { problems } })
const gone = { kind: 'unreadable', file: 'debrief.json', message: 'The folder cannot be reached.' }
const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

let room: Room
function Waiting() {
  useSaveOnReturn()
  return null
}
const shown = (part: 'reply' | 'edit' | 'nothing') => (
  <RoomContext value={room}>
    <PlayerContext value={room.player}>
      <Waiting />
      {part === 'reply' && <ReplyForm comment={comment} />}
      {part === 'edit' && <EditComment comment={comment} rubric={undefined} rubrics={[]} durationMs={9000} />}
    </PlayerContext>
  </RoomContext>
)

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  room = createRoom('lesson:1')
  useSpeaker.setState({ speaker: 'person:mb' })
  queryClient.setQueryData(keys.comments('lesson:1'), [comment])
  told()
})
afterEach(() => {
  vi.useRealTimers()
  vi.clearAllMocks()
})

it('a reply that could not be saved while the folder was away is saved once, as who wrote it, when it is back', async () => {
  room.ui.setState({ replying: comment.id })
  const { show } = renderPart(shown('reply'))
  fireEvent.change(screen.getByRole('textbox', { name: 'Reply' }), { target: { value: 'On the stick.' } })
  add.mockImplementation(away)
  fireEvent.click(screen.getByRole('button', { name: /^Reply/ }))
  await later(100)
  expect(screen.getByRole('alert').textContent).toContain('saved by themselves when it is back')
  expect(JSON.stringify(localStorage)).toContain('On the stick.')

  act(() => told(gone))
  await later(5000)
  add.mockClear()
  await later(600_000)
  expect(add).not.toHaveBeenCalled()

  // Meanwhile another speaks, and looks at something else: the words stay hers.
  act(() => useSpeaker.setState({ speaker: 'person:other' }))
  show(shown('nothing'))
  add.mockImplementation(({ text }: { text: string }) =>
    Promise.resolve({ id: 'reply:1', author, text, createdAtMs: 2 }),
  )
  act(() => told())
  await later(2000)
  expect(add).toHaveBeenCalledTimes(1)
  expect(add).toHaveBeenCalledWith(
    { lessonId: 'lesson:1', commentId: 'comment:1', text: 'On the stick.' },
    { context: { speaker: 'person:mb' } },
  )
  await later(600_000)
  expect(add).toHaveBeenCalledTimes(1)
  expect(JSON.stringify(localStorage)).not.toContain('On the stick.')
})

it('an edit waits in the same way, with the words as they are by then; who takes it back waits for nothing', async () => {
  const key = editKey(comment.id)
  const begin = () => {
    room.ui.setState({ editing: comment.id })
    setDraft(room, key, draftFrom(comment))
  }
  act(begin)
  const { show } = renderPart(shown('edit'))
  const field = () => screen.getByRole('textbox', { name: 'Comment' })
  update.mockImplementation(away)
  fireEvent.change(field(), { target: { value: 'As it is.' } })
  fireEvent.click(screen.getByRole('button', { name: /^Save/ }))
  await later(100)
  expect(screen.getByRole('alert').textContent).toContain('Not saved yet.')
  act(() => told(gone))
  await later(5000)
  fireEvent.change(field(), { target: { value: 'As it is now.' } })
  update.mockClear()
  update.mockImplementation((said: object) => Promise.resolve({ ...comment, ...said }))
  act(() => told())
  await later(2000)
  expect(update).toHaveBeenCalledTimes(1)
  expect(update.mock.calls[0]?.[0]).toMatchObject({ id: 'comment:1', text: 'As it is now.' })
  expect(room.ui.getState().editing).toBeUndefined()

  update.mockClear()
  update.mockImplementation(away)
  act(begin)
  show(shown('edit'))
  fireEvent.change(field(), { target: { value: 'Never mind.' } })
  fireEvent.click(screen.getByRole('button', { name: /^Save/ }))
  await later(100)
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  update.mockClear()
  await later(600_000)
  expect(update).not.toHaveBeenCalled()
})
