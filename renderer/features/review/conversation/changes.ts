import type { CommentView, ReplyView, TagView } from '../../../../electron/contract/api/comments.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import type { ReplyId } from '../../../../electron/contract/records/reply.ts'
import { api } from '../../../lib/api.ts'
import { ChangedSince } from '../../../lib/history.ts'
import { inTurn } from '../../../lib/inTurn.ts'
import { did, offerUndo, sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import type { Draft } from '../composer/draft.ts'

type List = CommentView[] | undefined

const setList = (lessonId: LessonId, change: (list: CommentView[]) => CommentView[]) =>
  queryClient.setQueryData<CommentView[]>(keys.comments(lessonId), (list: List) => list && change(list))

const put = (comment: CommentView) =>
  setList(comment.lessonId, list =>
    [...list.filter(({ id }) => id !== comment.id), comment].sort(
      (a, b) => a.atMs - b.atMs || a.createdAtMs - b.createdAtMs,
    ),
  )

/** Words belong to who wrote them: a change is made in their name, whoever speaks now. */
const asAuthor = ({ author }: Pick<CommentView, 'author'>) => ({ context: { speaker: author.id } })

/** Takes a comment away at once, and offers to bring it back. */
export async function removeComment(comment: CommentView): Promise<void> {
  const { lessonId, id } = comment
  setList(lessonId, list => list.filter(one => one.id !== id))
  try {
    await inTurn(id, () => api.comments.remove({ lessonId, id }, asAuthor(comment)))
    offerUndo(
      comment.private ? 'Private note deleted' : 'Comment deleted',
      async () => put(await api.comments.restore({ lessonId, id }, asAuthor(comment))),
      async () => {
        await api.comments.remove({ lessonId, id }, asAuthor(comment))
        setList(lessonId, list => list.filter(one => one.id !== id))
      },
    )
  } catch (error) {
    put(comment)
    sayError(error, 'The comment was not deleted.')
  }
}

/**
 * Lets everyone with this library see a private note. Taken back, it is a private note of the same words again; where someone
 * has answered meanwhile it stays, as their words hang on it.
 */
export async function shareNote(comment: CommentView): Promise<void> {
  const { lessonId, id } = comment
  const name = asAuthor(comment)
  let own: CommentView | undefined
  try {
    put(await api.comments.share({ lessonId, id }, name))
  } catch (error) {
    sayError(error, 'The note was not shared.')
    return
  }
  offerUndo(
    'Note shared',
    async () => {
      const now = find(lessonId, id)
      const hung = [...(now?.replies ?? []), ...(now?.tags ?? []), ...(now?.reactions ?? [])]
      if (hung.some(({ author }) => author.id !== comment.author.id))
        throw new ChangedSince('Someone has answered it since, so it stays shared.')
      if (!now) throw new ChangedSince('It was deleted since.')
      const { atMs, toMs, kind, text, drawings } = now
      const place = { atMs, ...(toMs === undefined ? {} : { toMs }) }
      const tags = tagsOf(draftFrom(now))
      const bodies = drawings.map(({ id: _, ...body }) => body)
      own = await api.comments.add(
        { lessonId, ...place, kind, text, tags, drawings: bodies, private: true },
        name,
      )
      await api.comments.remove({ lessonId, id }, name)
      setList(lessonId, list => list.filter(one => one.id !== id))
      put(own)
    },
    async () => {
      put(await api.comments.restore({ lessonId, id }, name))
      if (own) {
        const { id: ownId } = own
        await api.comments.remove({ lessonId, id: ownId }, name)
        setList(lessonId, list => list.filter(one => one.id !== ownId))
      }
    },
  )
}

/** The comment's words, kind, place and its author's own tags, as a draft to edit. */
export const draftFrom = (comment: CommentView): Draft => ({
  place: { atMs: comment.atMs, ...(comment.toMs === undefined ? {} : { toMs: comment.toMs }) },
  text: comment.text,
  kind: comment.kind,
  tags: ownTags(comment).map(({ rubricId, code, level }) => ({
    rubricId,
    code,
    ...(level ? { level } : {}),
  })),
  rating: undefined,
  private: comment.private,
})

const ownTags = ({ tags, author }: CommentView): TagView[] => tags.filter(tag => tag.author.id === author.id)

type Worded = {
  readonly place: { readonly atMs: number; readonly toMs?: number | undefined }
} & Pick<Draft, 'kind' | 'text' | 'tags'>

const tagsOf = ({ tags }: Pick<Draft, 'tags'>) =>
  tags.map(({ rubricId, code, level }) => ({ rubricId, code, ...(level ? { level } : {}) }))

/** Whether a comment still reads as one change left it: then taking that back overwrites nobody's later words. */
function standsAs(comment: CommentView, worded: Worded): boolean {
  const now = draftFrom(comment)
  const same = (draft: Worded) =>
    JSON.stringify([draft.place.atMs, draft.place.toMs ?? null, draft.kind, draft.text, tagsOf(draft)])
  return now.place !== undefined && same({ ...now, place: now.place }) === same(worded)
}

const find = (lessonId: LessonId, id: CommentView['id']) =>
  queryClient.getQueryData<CommentView[]>(keys.comments(lessonId))?.find(one => one.id === id)

async function word(comment: CommentView, worded: Worded): Promise<void> {
  const { lessonId, id } = comment
  const { place, kind, text } = worded
  put(
    await api.comments.update(
      { lessonId, id, atMs: place.atMs, toMs: place.toMs ?? null, kind, text, tags: tagsOf(worded) },
      asAuthor(comment),
    ),
  )
}

/** Saves an edited comment. @throws what the host says; the caller keeps the words */
export async function saveEdit(comment: CommentView, draft: Draft): Promise<void> {
  const { lessonId, id } = comment
  const before: Worded = { ...draftFrom(comment), place: comment }
  const after: Worded = { ...draft, place: draft.place ?? comment }
  await word(comment, after)
  const back = (from: Worded, to: Worded) => async () => {
    const now = find(lessonId, id)
    if (now && !standsAs(now, from))
      throw new ChangedSince('The comment was changed again since, and stays as it is now.')
    await word(comment, to)
  }
  did({ text: 'Comment changed', undo: back(after, before), redo: back(before, after) })
}

const setReplies = (
  comment: CommentView,
  change: (replies: CommentView['replies']) => CommentView['replies'],
): unknown =>
  setList(comment.lessonId, list =>
    list.map(one => (one.id === comment.id ? { ...one, replies: change(one.replies) } : one)),
  )

/** Shows a reply where it belongs, and takes it away again; each in the name of who wrote it. */
function waysOf(comment: CommentView, reply: ReplyView) {
  const { lessonId } = comment
  const { id } = reply
  return {
    show: () =>
      setReplies(comment, replies =>
        [...replies.filter(one => one.id !== id), reply].sort((a, b) => a.createdAtMs - b.createdAtMs),
      ),
    hide: () => setReplies(comment, replies => replies.filter(one => one.id !== id)),
    remove: async () => {
      await api.replies.remove({ lessonId, id }, asAuthor(reply))
      setReplies(comment, replies => replies.filter(one => one.id !== id))
    },
    restore: async () => {
      const back = await api.replies.restore({ lessonId, id }, asAuthor(reply))
      setReplies(comment, replies =>
        [...replies.filter(one => one.id !== id), back].sort((a, b) => a.createdAtMs - b.createdAtMs),
      )
    },
  }
}

/** Adds the speaker's reply. @throws what the host says; the caller keeps the words */
export async function saveReply(comment: CommentView, text: string, speaker: PersonId): Promise<void> {
  const { lessonId, id } = comment
  const reply = await api.replies.add({ lessonId, commentId: id, text }, { context: { speaker } })
  const ways = waysOf(comment, reply)
  ways.show()
  did({ text: 'Reply added', undo: ways.remove, redo: ways.restore })
}

/** Changes the words of a reply. @throws what the host says; the caller keeps the words */
export async function changeReply(comment: CommentView, reply: ReplyView, text: string): Promise<void> {
  const { lessonId } = comment
  const { id, text: before } = reply
  const say = async (words: string) =>
    waysOf(comment, await api.replies.update({ lessonId, id, text: words }, asAuthor(reply))).show()
  await say(text)
  const back = (from: string, to: string) => async () => {
    const now = find(lessonId, comment.id)?.replies.find(one => one.id === id)
    if (now && now.text !== from)
      throw new ChangedSince('The reply was changed again since, and stays as it is now.')
    await say(to)
  }
  did({ text: 'Reply changed', undo: back(text, before), redo: back(before, text) })
}

export async function removeReply(comment: CommentView, id: ReplyId): Promise<void> {
  const reply = comment.replies.find(one => one.id === id)
  if (!reply) return
  const ways = waysOf(comment, reply)
  ways.hide()
  try {
    await ways.remove()
    offerUndo('Reply deleted', ways.restore, ways.remove)
  } catch (error) {
    ways.show()
    sayError(error, 'The reply was not deleted.')
  }
}
