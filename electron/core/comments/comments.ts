import { ulid } from 'ulid'
import type { CommentView } from '../../contract/api/comments.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Comment, CommentId, CommentKind } from '../../contract/records/comment.ts'
import type { DrawingBody } from '../../contract/records/drawing.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { ReplyId } from '../../contract/records/reply.ts'
import type { CriterionVersionId } from '../../contract/records/rubric.ts'
import type { Tag } from '../../contract/records/tag.ts'
import type { Caller } from '../call.ts'
import { checkWithin, lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Change, Conversation, Held, Library } from '../library/library.types.ts'
import { conversationView, type Looking, mayKnow } from './conversationView.ts'
import { type TagInput, tagChanges } from './tagChanges.ts'

export interface CommentParts {
  library(): Library
  /** The lesson's conversation as this caller may see it: without what someone of a first pass has not revealed. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  isLocal(id: PersonId): boolean
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  /** Who a person is, also where the library does not know them yet. */
  author(id: PersonId): CommentView['author']
  /**
   * Finds rubric, criterion and level of each tag, and the words it is made with.
   * @param context the speaker's tags there now, which keep their words; whether nothing of it may stand in the library
   * @returns the tags as they are to be written, and what else must be, so that everyone who opens the library understands them
   * @throws DebriefError notFound (the rubric), input.invalid (criterion or level, naming what there is)
   */
  resolveTags(
    tags: readonly TagInput[],
    context?: { readonly mine?: readonly Tag[]; readonly private?: boolean },
  ): Promise<{ tags: readonly TagInput[]; needed: readonly Change[] }>
  /** Which words of its criterion a tag means. */
  versionOfTag(tag: Tag): CriterionVersionId | undefined
}

export const lookingAs = (caller: Caller, { author, isLocal, versionOfTag }: CommentParts): Looking => ({
  present: caller.present,
  author,
  isLocal,
  versionOfTag,
})

/** @throws DebriefError notFound, also for a private note of someone who is not here */
export function commentOrThrow(conversation: Conversation, id: CommentId, caller: Caller): Held<Comment> {
  const held = conversation.comments.find(({ record }) => record.id === id)
  if (held && mayKnow(held, caller.present)) return held
  throw new DebriefError(
    'notFound',
    'There is no such comment in this lesson; it may have been removed. Nothing was changed.',
    {
      subject: id,
    },
  )
}

/** Where a comment is to stand; equal times are a moment. */
interface Place {
  readonly atMs: number
  readonly toMs?: number | undefined
}

interface NewComment extends Place {
  readonly lessonId: LessonId
  readonly kind: CommentKind
  readonly text: string
  readonly tags: readonly TagInput[]
  readonly private: boolean
  readonly drawings: readonly DrawingBody[]
}

interface CommentPatch {
  readonly lessonId: LessonId
  readonly id: CommentId
  readonly atMs?: number | undefined
  readonly toMs?: number | null | undefined
  readonly kind?: CommentKind | undefined
  readonly text?: string | undefined
  readonly tags?: readonly TagInput[] | undefined
}

interface One {
  readonly lessonId: LessonId
  readonly id: CommentId
}

const placed = ({ atMs, toMs }: Place) => ({ atMs, ...(toMs !== undefined && toMs > atMs && { toMs }) })

export function createComments(parts: CommentParts) {
  const library = () => parts.library()

  const checkPlace = (lessonId: LessonId, place: Place): void => {
    lessonOrThrow(library(), lessonId)
    checkWithin(lengthMs(recordingsOf(library(), lessonId)), place)
  }

  const list = async (caller: Caller, lessonId: LessonId): Promise<CommentView[]> => {
    lessonOrThrow(library(), lessonId)
    return conversationView(await parts.conversation(caller, lessonId), lookingAs(caller, parts))
  }

  const view = async (caller: Caller, { lessonId, id }: One): Promise<CommentView> => {
    const found = (await list(caller, lessonId)).find(comment => comment.id === id)
    if (found) return found
    throw new DebriefError('notFound', 'There is no such comment in this lesson.', { subject: id })
  }

  /** The comment, after checking that the speaker wrote it. */
  const mine = async (caller: Caller, { lessonId, id }: One, act: string) => {
    const speaker = parts.speakerOf(caller)
    lessonOrThrow(library(), lessonId)
    const conversation = await parts.conversation(caller, lessonId)
    const held = commentOrThrow(conversation, id, caller)
    if (held.record.by === speaker) return { speaker, held, conversation }
    throw new DebriefError(
      'notYours',
      `Only ${parts.author(held.record.by).name} can ${act} this comment. Reply to it to say what you think. Nothing was changed.`,
      { subject: id },
    )
  }

  const ownTags = (conversation: Conversation, id: CommentId, speaker: PersonId) =>
    conversation.tags.map(({ record }) => record).filter(tag => tag.commentId === id && tag.by === speaker)

  return {
    list,

    add: async (
      caller: Caller,
      input: NewComment,
      id: CommentId = `comment:${ulid()}`,
    ): Promise<CommentView> => {
      const speaker = parts.speakerOf(caller)
      const { lessonId, kind, text } = input
      checkPlace(lessonId, input)
      const { tags, needed } = await parts.resolveTags(input.tags, { private: input.private })
      await library().write(speaker, [
        ...needed,
        {
          put: { type: 'comment', id, lessonId, ...placed(input), kind, text },
          lessonId,
          private: input.private,
        },
        ...tagChanges([], tags, { lessonId, commentId: id, private: input.private }),
        ...input.drawings.map(
          ({ recordingId, picture, shapes }): Change => ({
            put: {
              type: 'drawing',
              id: `drawing:${ulid()}`,
              commentId: id,
              ...(recordingId !== undefined && { recordingId }),
              picture,
              shapes,
            },
            lessonId,
            private: input.private,
          }),
        ),
      ])
      return view(caller, { lessonId, id })
    },

    update: async (caller: Caller, patch: CommentPatch): Promise<CommentView> => {
      const { lessonId, id } = patch
      const { speaker, held, conversation } = await mine(caller, patch, 'change')
      const before = held.record
      const toMs = patch.toMs === null ? undefined : (patch.toMs ?? before.toMs)
      const place = { atMs: patch.atMs ?? before.atMs, toMs }
      checkPlace(lessonId, place)
      const { kind = before.kind, text = before.text } = patch
      const mineNow = ownTags(conversation, id, speaker)
      const context = { mine: mineNow, private: held.private }
      const resolved = patch.tags && (await parts.resolveTags(patch.tags, context))
      const tagged = { lessonId, commentId: id, private: held.private }
      await library().write(speaker, [
        ...(resolved?.needed ?? []),
        {
          put: { type: 'comment', id, lessonId, ...placed(place), kind, text },
          lessonId,
          private: held.private,
        },
        ...(resolved ? tagChanges(mineNow, resolved.tags, tagged) : []),
      ])
      return view(caller, patch)
    },

    /** Tags and replies stay as they are and are shown again when the comment is restored. */
    remove: async (caller: Caller, one: One): Promise<void> => {
      const { speaker } = await mine(caller, one, 'remove')
      await library().write(speaker, [{ remove: one.id, lessonId: one.lessonId }])
    },

    restore: async (caller: Caller, one: One): Promise<CommentView> => {
      const speaker = parts.speakerOf(caller)
      lessonOrThrow(library(), one.lessonId)
      const { comments } = await library().conversation(one.lessonId)
      // Taking back twice is no failure: what is there is there.
      if (!comments.some(({ record }) => record.id === one.id))
        await library().write(speaker, [{ restore: one.id, lessonId: one.lessonId }])
      return view(caller, one)
    },

    share: async (caller: Caller, one: One): Promise<CommentView> => {
      const { lessonId, id } = one
      const { speaker, held, conversation } = await mine(caller, one, 'share')
      if (held.private) {
        const { tags, replys, drawings, reactions, resolutions } = conversation
        const hanging = [...tags, ...replys, ...drawings, ...reactions, ...resolutions].filter(
          each => each.private && each.record.commentId === id && each.record.by === speaker,
        )
        await library().write(
          speaker,
          [id, ...hanging.map(each => each.record.id)].map(share => ({ share, lessonId })),
        )
      }
      return view(caller, one)
    },

    recognise: async (
      caller: Caller,
      { lessonId, id }: { readonly lessonId: LessonId; readonly id: CommentId | ReplyId },
    ): Promise<void> => {
      parts.speakerOf(caller)
      lessonOrThrow(library(), lessonId)
      await library().recognise(lessonId, id)
    },

    tag: async (
      caller: Caller,
      input: One & { readonly tags: readonly TagInput[] },
    ): Promise<CommentView> => {
      const { lessonId, id } = input
      const speaker = parts.speakerOf(caller)
      lessonOrThrow(library(), lessonId)
      const conversation = await parts.conversation(caller, lessonId)
      const held = commentOrThrow(conversation, id, caller)
      if (held.private && held.record.by !== speaker)
        throw new DebriefError(
          'notYours',
          `This is a private note of ${parts.author(held.record.by).name}; it can be tagged once it is shared.`,
          { subject: id },
        )
      const mineNow = ownTags(conversation, id, speaker)
      const { tags, needed } = await parts.resolveTags(input.tags, { mine: mineNow, private: held.private })
      const place = { lessonId, commentId: id, private: held.private }
      const changes = tagChanges(mineNow, tags, place)
      if (changes.length > 0) await library().write(speaker, [...needed, ...changes])
      return view(caller, input)
    },
  }
}
export type Comments = ReturnType<typeof createComments>
