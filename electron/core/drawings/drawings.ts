import { ulid } from 'ulid'
import type { DrawingView } from '../../contract/api/drawings.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Comment, CommentId } from '../../contract/records/comment.ts'
import type { Drawing, DrawingBody, DrawingId } from '../../contract/records/drawing.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Conversation, Held, Library } from '../library/library.types.ts'

export interface DrawingParts {
  library(): Library
  /** The lesson's conversation as this caller may see it: without what someone of a first pass has not revealed. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
}

interface One {
  readonly lessonId: LessonId
  readonly id: DrawingId
}

interface PutInput extends DrawingBody {
  readonly lessonId: LessonId
  readonly commentId: CommentId
}

const view = ({ id, recordingId, picture, shapes }: Drawing): DrawingView => ({
  id,
  ...(recordingId !== undefined && { recordingId }),
  picture,
  shapes,
})

const gone = (what: string, subject: string) =>
  new DebriefError(
    'notFound',
    `There is no such ${what} in this lesson; it may have been removed. Nothing was changed.`,
    { subject },
  )

export function createDrawings(parts: DrawingParts) {
  const library = () => parts.library()

  /** The speaker's own comment: a drawing says something, so only its author draws on it. */
  const mineOrThrow = (
    { comments }: Conversation,
    id: CommentId,
    { speaker, present }: { speaker: PersonId; present: readonly PersonId[] },
  ): Held<Comment> => {
    const held = comments.find(({ record }) => record.id === id)
    if (!held || (held.private && !present.includes(held.record.by))) throw gone('comment', id)
    if (held.record.by === speaker) return held
    throw new DebriefError(
      'notYours',
      'Only who wrote this comment can draw for it. Write a comment of your own at this moment and draw there. Nothing was changed.',
      { subject: id },
    )
  }

  const opened = async (caller: Caller, lessonId: LessonId) => {
    const speaker = parts.speakerOf(caller)
    lessonOrThrow(library(), lessonId)
    return { speaker, present: caller.present, conversation: await parts.conversation(caller, lessonId) }
  }

  const find = async ({ lessonId, id }: One): Promise<Drawing | undefined> =>
    (await library().conversation(lessonId)).drawings.find(({ record }) => record.id === id)?.record

  return {
    put: async (caller: Caller, input: PutInput): Promise<DrawingView> => {
      const { lessonId, commentId, recordingId, picture, shapes } = input
      const { conversation, ...who } = await opened(caller, lessonId)
      const comment = mineOrThrow(conversation, commentId, who)
      if (recordingId !== undefined && library().find('recording', recordingId)?.lessonId !== lessonId)
        throw gone('recording', recordingId)
      const before = conversation.drawings.find(
        ({ record }) =>
          record.commentId === commentId && record.by === who.speaker && record.recordingId === recordingId,
      )
      const id: DrawingId = before?.record.id ?? `drawing:${ulid()}`
      await library().write(who.speaker, [
        {
          put: {
            type: 'drawing',
            id,
            commentId,
            ...(recordingId !== undefined && { recordingId }),
            picture,
            shapes,
          },
          lessonId,
          private: comment.private,
        },
      ])
      return { id, ...(recordingId !== undefined && { recordingId }), picture, shapes }
    },

    remove: async (caller: Caller, one: One): Promise<void> => {
      const { conversation, ...who } = await opened(caller, one.lessonId)
      const record = await find(one)
      if (!record) throw gone('drawing', one.id)
      mineOrThrow(conversation, record.commentId, who)
      await library().write(who.speaker, [{ remove: one.id, lessonId: one.lessonId }])
    },

    restore: async (caller: Caller, one: One): Promise<DrawingView> => {
      const { speaker } = await opened(caller, one.lessonId)
      // Taking back twice is no failure: what is there is there.
      if (!(await find(one))) await library().write(speaker, [{ restore: one.id, lessonId: one.lessonId }])
      const record = await find(one)
      if (!record || record.by !== speaker) throw gone('drawing', one.id)
      return view(record)
    },
  }
}
export type Drawings = ReturnType<typeof createDrawings>
