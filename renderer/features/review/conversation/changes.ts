import type { CommentView, TagView } from '../../../../electron/contract/api/comments.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { ReplyId } from '../../../../electron/contract/records/reply.ts'
import { api } from '../../../lib/api.ts'
import { offerUndo, sayDone, sayError } from '../../../lib/notices.ts'
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
    await api.comments.remove({ lessonId, id }, asAuthor(comment))
    offerUndo(comment.private ? 'Private note deleted' : 'Comment deleted', async () => {
      put(await api.comments.restore({ lessonId, id }, asAuthor(comment)))
    })
  } catch (error) {
    put(comment)
    sayError(error, 'The comment was not deleted.')
  }
}

/** Lets everyone with this library see a private note. */
export async function shareNote(comment: CommentView): Promise<void> {
  try {
    put(await api.comments.share({ lessonId: comment.lessonId, id: comment.id }, asAuthor(comment)))
    sayDone('The note is shared.')
  } catch (error) {
    sayError(error, 'The note was not shared.')
  }
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

/** Saves an edited comment. @throws what the host says; the caller keeps the words */
export async function saveEdit(comment: CommentView, draft: Draft): Promise<void> {
  const { lessonId, id } = comment
  const place = draft.place ?? comment
  put(
    await api.comments.update(
      {
        lessonId,
        id,
        atMs: place.atMs,
        toMs: place.toMs ?? null,
        kind: draft.kind,
        text: draft.text,
        tags: draft.tags.map(({ rubricId, code, level }) => ({
          rubricId,
          code,
          ...(level ? { level } : {}),
        })),
      },
      asAuthor(comment),
    ),
  )
}

/** Adds the speaker's reply. @throws what the host says; the caller keeps the words */
export async function saveReply(comment: CommentView, text: string): Promise<void> {
  const { lessonId, id } = comment
  const reply = await api.replies.add({ lessonId, commentId: id, text })
  setList(lessonId, list =>
    list.map(one =>
      one.id === id && !one.replies.some(known => known.id === reply.id)
        ? { ...one, replies: [...one.replies, reply] }
        : one,
    ),
  )
}

export async function removeReply(comment: CommentView, id: ReplyId): Promise<void> {
  const { lessonId } = comment
  const reply = comment.replies.find(one => one.id === id)
  if (!reply) return
  const without = (list: CommentView[]) =>
    list.map(one =>
      one.id === comment.id ? { ...one, replies: one.replies.filter(each => each.id !== id) } : one,
    )
  setList(lessonId, without)
  try {
    await api.replies.remove({ lessonId, id }, asAuthor(reply))
    offerUndo('Reply deleted', async () => {
      await api.replies.restore({ lessonId, id }, asAuthor(reply))
      await queryClient.invalidateQueries({ queryKey: keys.comments(lessonId) })
    })
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: keys.comments(lessonId) })
    sayError(error, 'The reply was not deleted.')
  }
}
