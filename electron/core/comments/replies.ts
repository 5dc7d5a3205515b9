import { ulid } from 'ulid'
import type { ReplyView } from '../../contract/api/comments.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { CommentId } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { Reply, ReplyId } from '../../contract/records/reply.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Held } from '../library/library.types.ts'
import { type CommentParts, commentOrThrow, lookingAs } from './comments.ts'
import { replyView } from './conversationView.ts'

interface One {
  readonly lessonId: LessonId
  readonly id: ReplyId
}

export function createReplies(parts: CommentParts) {
  const library = () => parts.library()

  const find = async (caller: Caller, lessonId: LessonId, id: ReplyId): Promise<Held<Reply> | undefined> => {
    lessonOrThrow(library(), lessonId)
    return (await parts.conversation(caller, lessonId)).replys.find(({ record }) => record.id === id)
  }

  const view = async (caller: Caller, { lessonId, id }: One): Promise<ReplyView> => {
    const held = await find(caller, lessonId, id)
    if (held) return replyView(held, lookingAs(caller, parts))
    throw new DebriefError('notFound', 'There is no such reply in this lesson.', { subject: id })
  }

  /** The reply, after checking that the speaker wrote it. */
  const mine = async (caller: Caller, { lessonId, id }: One, act: string) => {
    const speaker = parts.speakerOf(caller)
    const held = await find(caller, lessonId, id)
    if (!held || (held.private && !caller.present.includes(held.record.by)))
      throw new DebriefError(
        'notFound',
        'There is no such reply; it may have been removed. Nothing was changed.',
        {
          subject: id,
        },
      )
    if (held.record.by === speaker) return { speaker, held }
    throw new DebriefError(
      'notYours',
      `Only ${parts.author(held.record.by).name} can ${act} this reply. Nothing was changed.`,
      { subject: id },
    )
  }

  return {
    add: async (
      caller: Caller,
      input: { readonly lessonId: LessonId; readonly commentId: CommentId; readonly text: string },
      id: ReplyId = `reply:${ulid()}`,
    ): Promise<ReplyView> => {
      const { lessonId, commentId, text } = input
      const speaker = parts.speakerOf(caller)
      lessonOrThrow(library(), lessonId)
      const { record, private: isPrivate } = commentOrThrow(
        await parts.conversation(caller, lessonId),
        commentId,
        caller,
      )
      if (isPrivate && record.by !== speaker)
        throw new DebriefError(
          'notYours',
          `This is a private note of ${parts.author(record.by).name}; it can be answered once it is shared.`,
          { subject: commentId },
        )
      await library().write(speaker, [
        { put: { type: 'reply', id, commentId, text }, lessonId, private: isPrivate },
      ])
      return view(caller, { lessonId, id })
    },

    update: async (caller: Caller, input: One & { readonly text: string }): Promise<ReplyView> => {
      const { lessonId, id, text } = input
      const { speaker, held } = await mine(caller, input, 'change')
      const { commentId } = held.record
      await library().write(speaker, [
        { put: { type: 'reply', id, commentId, text }, lessonId, private: held.private },
      ])
      return view(caller, input)
    },

    remove: async (caller: Caller, one: One): Promise<void> => {
      const { speaker } = await mine(caller, one, 'remove')
      await library().write(speaker, [{ remove: one.id, lessonId: one.lessonId }])
    },

    restore: async (caller: Caller, one: One): Promise<ReplyView> => {
      const speaker = parts.speakerOf(caller)
      if (!(await find(caller, one.lessonId, one.id)))
        await library().write(speaker, [{ restore: one.id, lessonId: one.lessonId }])
      return view(caller, one)
    },
  }
}
export type Replies = ReturnType<typeof createReplies>
