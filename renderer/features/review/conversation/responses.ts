import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { ReactionKind } from '../../../../electron/contract/records/reaction.ts'
import { api } from '../../../lib/api.ts'
import { did, sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { announce, type Room } from '../room/Room.ts'
import { reactionWord } from './reactionWords.ts'

const put = (comment: CommentView) =>
  queryClient.setQueryData<CommentView[]>(keys.comments(comment.lessonId), list =>
    list?.map(one => (one.id === comment.id ? comment : one)),
  )

/** Whether words can be hung on it: it is saved, and its words are open to those who are here. */
export const canRespond = (comment: { closed: boolean; unsaved?: unknown }): boolean =>
  !comment.closed && comment.unsaved === undefined

const said = (comment: CommentView, kind: ReactionKind, by: string | undefined): boolean =>
  comment.reactions?.some(each => each.kind === kind && each.author.id === by) ?? false

/** Says or takes back the speaker's reaction: at once on the screen, then saved. */
export async function toggleReaction(room: Room, comment: CommentView, kind: ReactionKind): Promise<void> {
  const { speaker } = useSpeaker.getState()
  if (!speaker) return
  const { lessonId, id } = comment
  const on = !said(comment, kind, speaker)
  const name = { context: { speaker } }
  const set = async (wanted: boolean) =>
    void put(await api.comments.react({ lessonId, id, kind, on: wanted }, name))
  const without = (comment.reactions ?? []).filter(each => each.kind !== kind || each.author.id !== speaker)
  const author = { id: speaker, name: '', role: '' }
  put({
    ...comment,
    reactions: on ? [...without, { id: 'reaction:not-yet', kind, author }] : without,
  })
  try {
    await set(on)
    const word = reactionWord(kind)
    announce(room, on ? `${word}.` : `${word} taken back.`)
    did({
      text: on ? `“${word}”` : `“${word}” taken back`,
      undo: () => set(!on),
      redo: () => set(on),
    })
  } catch (error) {
    put(comment)
    sayError(error, 'The reaction was not saved.')
  }
}

/** Says that a comment has been talked through, or opens it again, in the speaker's name. */
export async function toggleResolved(room: Room, comment: CommentView): Promise<void> {
  const { speaker } = useSpeaker.getState()
  if (!speaker) return
  const { lessonId, id } = comment
  const name = { context: { speaker } }
  const resolved = comment.resolved === undefined
  const set = async (wanted: boolean) =>
    void put(await api.comments.resolve({ lessonId, id, resolved: wanted }, name))
  try {
    await set(resolved)
    announce(room, resolved ? 'Resolved.' : 'Open again.')
    did({
      text: resolved ? 'Comment resolved' : 'Comment opened again',
      undo: () => set(!resolved),
      redo: () => set(resolved),
    })
  } catch (error) {
    sayError(error, 'The comment was not changed.')
  }
}
