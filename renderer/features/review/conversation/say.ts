import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { afterPaint } from '../../../lib/afterPaint.ts'
import { api } from '../../../lib/api.ts'
import { explain } from '../../../lib/errors.ts'
import { did } from '../../../lib/notices.ts'
import { rangeOf } from '../../../lib/place.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { onItsWay } from '../../../lib/underWay.ts'
import { canSave, type Draft } from '../composer/draft.ts'
import { announce, changeDraft, placeNow, type Room, setUnsaved } from '../room/Room.ts'
import type { Unsaved } from './unsaved.ts'

/** Letters and digits, as a record's id may hold; unique enough among what one person has not saved. */
const freshKey = () => `unsaved-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`

/**
 * Puts what was written on the screen at once and sends it to the host. Until the host says "saved" the words stay on this
 * machine; where it refuses, they stay on the screen with the reason.
 * @returns false where there are no words yet
 */
export function say(room: Room, speaker: PersonId, draft: Draft): boolean {
  if (!canSave(draft)) return false
  const place = draft.place ?? placeNow(room)
  const item: Unsaved = {
    key: freshKey(),
    speaker,
    writtenAtMs: Date.now(),
    atMs: place.atMs,
    ...(place.toMs === undefined ? {} : { toMs: place.toMs }),
    kind: draft.kind,
    text: draft.text,
    tags: draft.tags.map(({ rubricId, code, level }) => ({ rubricId, code, ...(level ? { level } : {}) })),
    private: draft.private,
    ...(draft.drawing ? { drawings: [draft.drawing] } : {}),
    state: 'saving',
  }
  setUnsaved(room, list => [...list, item])
  changeDraft(room, speaker, { do: 'clear' })
  const range = rangeOf(room.ui.getState())
  if (range && range.atMs === place.atMs && range.toMs === place.toMs)
    room.ui.setState({ inMs: undefined, outMs: undefined })
  void onItsWay(new Promise<void>(sent => afterPaint(() => void send(room, item).then(sent))))
  return true
}

/** Sends again what could not be saved. */
export function tryAgain(room: Room, item: Unsaved): void {
  setState(room, item, { state: 'saving', error: undefined })
  void send(room, item)
}

/** Throws unsaved words away, on purpose. @returns to take that back */
export function discard(room: Room, item: Unsaved): () => Promise<void> {
  setUnsaved(room, list => list.filter(({ key }) => key !== item.key))
  return async () => setUnsaved(room, list => [...list, { ...item, state: 'kept' }])
}

async function send(room: Room, item: Unsaved): Promise<void> {
  const { lessonId } = room
  const { atMs, toMs, kind, text, tags, speaker, drawings = [] } = item
  try {
    const saved = await api.comments.add(
      {
        lessonId,
        atMs,
        ...(toMs === undefined ? {} : { toMs }),
        kind,
        text,
        tags,
        private: item.private,
        drawings,
      },
      { context: { speaker } },
    )
    addToList(room, saved)
    did({ text: 'Comment added', ...waysBack(saved) }, speaker)
    setUnsaved(room, list => list.filter(({ key }) => key !== item.key))
    announce(room, `Comment saved at ${formatTimecode(atMs)}.`)
  } catch (error) {
    const explained = explain(error)
    setState(room, item, { state: 'failed', error: explained })
    announce(
      room,
      `The comment at ${formatTimecode(atMs)} is not saved. ${explained.title} ${explained.next}`,
    )
  }
}

/** A new comment is taken away, and comes back with all that hangs on it. */
function waysBack({ lessonId, id, author }: CommentView) {
  const name = { context: { speaker: author.id } }
  const set = (change: (list: CommentView[]) => CommentView[]) =>
    queryClient.setQueryData<CommentView[]>(keys.comments(lessonId), list => list && change(list))
  return {
    undo: async () => {
      await api.comments.remove({ lessonId, id }, name)
      set(list => list.filter(one => one.id !== id))
    },
    redo: async () => {
      const back = await api.comments.restore({ lessonId, id }, name)
      set(list =>
        [...list.filter(one => one.id !== id), back].sort(
          (a, b) => a.atMs - b.atMs || a.createdAtMs - b.createdAtMs,
        ),
      )
    },
  }
}

const setState = (room: Room, item: Unsaved, change: Pick<Unsaved, 'state' | 'error'>) =>
  setUnsaved(room, list => list.map(one => (one.key === item.key ? { ...one, ...change } : one)))

/** The host's own view of a new comment takes the place of ours, without reading everything again. */
function addToList({ lessonId }: Room, saved: CommentView): void {
  queryClient.setQueryData<CommentView[]>(keys.comments(lessonId), list =>
    list && !list.some(({ id }) => id === saved.id)
      ? [...list, saved].sort((a, b) => a.atMs - b.atMs || a.createdAtMs - b.createdAtMs)
      : list,
  )
}
