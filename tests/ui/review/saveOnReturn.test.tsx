import { ORPCError } from '@orpc/client'
import { act } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { emptyDraft } from '../../../renderer/features/review/composer/draft.ts'
import { say } from '../../../renderer/features/review/conversation/say.ts'
import { useSaveOnReturn } from '../../../renderer/features/review/conversation/useSaveOnReturn.ts'
import { createRoom, type Room } from '../../../renderer/features/review/room/Room.ts'
import { RoomContext } from '../../../renderer/features/review/room/roomContext.ts'
import { keys } from '../../../renderer/lib/queries.ts'
import { queryClient } from '../../../renderer/lib/queryClient.ts'
import { renderPart } from '../renderPart.tsx'

const add = vi.hoisted(() => vi.fn())
vi.mock('../../../renderer/lib/api.ts', () => ({ api: { comments: { add } } }))

const away = () => Promise.reject(new ORPCError('library.notFound', { message: 'The folder is away.' }))
const saved = (words: { text: string; atMs: number }) =>
  Promise.resolve({ ...words, id: 'comment:1', lessonId: 'lesson:1', author: { id: 'person:mb' } })

/** What the host says of the library's folder. */
const told = (...problems: { kind: string; file: string; message: string }[]) =>
  queryClient.setQueryData(keys.info, { library: { problems } })
const gone = { kind: 'unreadable', file: 'debrief.json', message: 'The folder cannot be reached.' }

let room: Room
function Waiting() {
  useSaveOnReturn()
  return null
}
const words = () => room.unsaved.getState().map(({ text, state }) => [text, state])
const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  room = createRoom('lesson:1')
  told()
  renderPart(
    <RoomContext value={room}>
      <Waiting />
    </RoomContext>,
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.clearAllMocks()
})

it('words that could not be saved while the folder was away are kept, and saved by themselves when it is back', async () => {
  add.mockImplementation(away)
  say(room, 'person:mb', { ...emptyDraft, text: 'On the stick.', place: { atMs: 0 } })
  await later(500)
  expect(words()).toEqual([['On the stick.', 'failed']])
  expect(JSON.stringify(localStorage)).toContain('On the stick.')

  act(() => told(gone))
  add.mockClear()
  await later(600_000)
  expect(add).not.toHaveBeenCalled()

  add.mockImplementation(saved)
  act(() => told())
  await later(2000)
  expect(add).toHaveBeenCalledTimes(1)
  expect(words()).toEqual([])
  expect(JSON.stringify(localStorage)).not.toContain('On the stick.')
})

it('words that were refused for another reason wait for who wrote them', async () => {
  add.mockImplementation(() => Promise.reject(new ORPCError('disk.full', { message: 'The disk is full.' })))
  say(room, 'person:mb', { ...emptyDraft, text: 'Too much.', place: { atMs: 0 } })
  await later(600_000)
  expect(add).toHaveBeenCalledTimes(1)
  expect(words()).toEqual([['Too much.', 'failed']])
})
