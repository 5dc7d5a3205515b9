import { onTestFinished } from 'vitest'
import type { CommentView } from '../../../electron/contract/api/comments.ts'
import type { SessionPerson } from '../../../electron/contract/api/session.ts'
import { useChosen } from '../../../renderer/guest/chosen.ts'
import { type GuestRoom, useGuestRoom } from '../../../renderer/guest/guestRoom.ts'
import { Picture } from '../../../renderer/guest/Picture.ts'
import { clearRange } from '../../../renderer/guest/range.ts'

export const DURATION_MS = 100_000

export const person = (id: string, more: Partial<SessionPerson> = {}): SessionPerson => ({
  id,
  personId: `person:${id}`,
  name: id,
  role: 'teacher',
  colour: 'p1',
  you: false,
  here: true,
  typing: false,
  follows: false,
  playhead: { atMs: 20_000, playing: false, rate: 1, clockMs: 0 },
  ...more,
})

export const comment = (id: string, more: Partial<CommentView> = {}): CommentView => ({
  id: `comment:${id}`,
  lessonId: 'lesson:L',
  atMs: 1000,
  author: { id: 'person:Ana', name: 'Ana', role: 'coach' },
  kind: 'noticing',
  text: id,
  tags: [],
  replies: [],
  drawings: [],
  private: false,
  closed: false,
  createdAtMs: 0,
  local: false,
  ...more,
})

/** What a guest’s page knows, and a picture that stands where it is put: jsdom plays nothing. */
export function guestRoom(comments: readonly CommentView[], more: Partial<GuestRoom> = {}): Picture {
  const before = useGuestRoom.getState()
  const lesson = { title: 'Fractions', durationMs: DURATION_MS, recordings: [], comments }
  const people = [
    person('host', { personId: 'person:Ana', name: 'Ana' }),
    person('guest-1', { name: 'Dana' }),
  ]
  useGuestRoom.setState({ lesson, people, leaderId: 'host', you: 'guest-1', hostName: 'Ana', ...more })
  const video = document.createElement('video')
  let seconds = 0
  Object.defineProperties(video, {
    currentTime: { get: () => seconds, set: (to: number) => (seconds = to) },
    duration: { value: DURATION_MS / 1000 },
    seeking: { value: false },
    pause: { value: () => undefined },
  })
  const picture = new Picture(video, 0)
  onTestFinished(() => {
    picture.close()
    clearRange()
    useChosen.setState({ id: undefined })
    useGuestRoom.setState(before, true)
  })
  return picture
}
