import { createHash } from 'node:crypto'
import type { CommentView } from '../../contract/api/comments.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { CommentId } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { ReactionKind } from '../../contract/records/reaction.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import { type CommentParts, commentOrThrow, lookingAs } from './comments.ts'
import { conversationView } from './conversationView.ts'

interface One {
  readonly lessonId: LessonId
  readonly id: CommentId
}

/** One person's one word on one comment is one record, however often it is said and taken back, and on whichever machine. */
const wordKey = (id: CommentId, by: PersonId, what: string): string =>
  createHash('sha256').update(`${id}\n${by}\n${what}`).digest('hex').slice(0, 32)

/** What people say to a comment without words: reactions, and that it has been talked through. */
export function createResponses(parts: CommentParts) {
  const library = () => parts.library()

  /** The comment, after checking that the speaker may say something to it. */
  const open = async (caller: Caller, { lessonId, id }: One) => {
    const speaker = parts.speakerOf(caller)
    lessonOrThrow(library(), lessonId)
    const conversation = await parts.conversation(caller, lessonId)
    const held = commentOrThrow(conversation, id, caller)
    if (held.private && held.record.by !== speaker)
      throw new DebriefError(
        'notYours',
        `This is a private note of ${parts.author(held.record.by).name}; it can be answered once it is shared.`,
        { subject: id },
      )
    return { speaker, held, conversation }
  }

  const view = async (caller: Caller, { lessonId, id }: One): Promise<CommentView> => {
    const conversation = await parts.conversation(caller, lessonId)
    const found = conversationView(conversation, lookingAs(caller, parts)).find(one => one.id === id)
    if (found) return found
    throw new DebriefError('notFound', 'There is no such comment in this lesson.', { subject: id })
  }

  return {
    react: async (
      caller: Caller,
      input: One & { readonly kind: ReactionKind; readonly on: boolean },
    ): Promise<CommentView> => {
      const { lessonId, id: commentId, kind, on } = input
      const { speaker, held, conversation } = await open(caller, input)
      const there = conversation.reactions.filter(
        ({ record }) => record.commentId === commentId && record.by === speaker && record.kind === kind,
      )
      if (on && there.length === 0)
        await library().write(speaker, [
          {
            put: {
              type: 'reaction',
              id: `reaction:${wordKey(commentId, speaker, kind)}`,
              commentId,
              kind,
            },
            lessonId,
            private: held.private,
          },
        ])
      if (!on && there.length > 0)
        await library().write(
          speaker,
          there.map(({ record }) => ({ remove: record.id, lessonId })),
        )
      return view(caller, input)
    },

    resolve: async (caller: Caller, input: One & { readonly resolved: boolean }): Promise<CommentView> => {
      const { lessonId, id: commentId, resolved } = input
      const { speaker, held } = await open(caller, input)
      await library().write(speaker, [
        {
          put: {
            type: 'resolution',
            id: `resolution:${wordKey(commentId, speaker, 'resolved')}`,
            commentId,
            resolved,
          },
          lessonId,
          private: held.private,
        },
      ])
      return view(caller, input)
    },
  }
}
export type Responses = ReturnType<typeof createResponses>
