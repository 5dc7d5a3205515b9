import { z } from 'zod'
import { commentId, commentKind, commentText } from '../records/comment.ts'
import { criterionWords } from '../records/criterionVersion.ts'
import { drawingBody } from '../records/drawing.ts'
import { lessonId } from '../records/lesson.ts'
import { personId } from '../records/person.ts'
import { reactionId, reactionKind } from '../records/reaction.ts'
import { replyId } from '../records/reply.ts'
import { criterionVersionId, rubricId } from '../records/rubric.ts'
import { tagId } from '../records/tag.ts'
import { procedure } from './base.ts'
import { drawingView } from './drawings.ts'

export const authorView = z.object({ id: personId, name: z.string(), role: z.string() })

/**
 * Why it is not sure that words are by whom they name: `unsigned` although that person's Debrief signs what they write; `unknownKey`, written
 * on a machine that is not known as theirs here; `broken`, changed after it was signed. Absent where there is nothing to doubt.
 */
export const doubt = z.enum(['unsigned', 'unknownKey', 'broken'])
export type Doubt = z.infer<typeof doubt>

export const tagView = z.object({
  id: tagId,
  rubricId,
  code: z.string(),
  level: z.string().optional(),
  /** Which words of the criterion it was made with (`rubrics.versions`); absent for templates. */
  version: criterionVersionId.optional(),
  /** Those words themselves, for tags that were made in a private note. */
  words: criterionWords.optional(),
  author: authorView,
  doubt: doubt.optional(),
})
export type TagView = z.infer<typeof tagView>

export const replyView = z.object({
  id: replyId,
  author: authorView,
  text: z.string(),
  createdAtMs: z.int(),
  doubt: doubt.optional(),
})
export type ReplyView = z.infer<typeof replyView>

export const reactionView = z.object({ id: reactionId, kind: reactionKind, author: authorView })
export type ReactionView = z.infer<typeof reactionView>

/** A comment with all that hangs on it, as people and programs see it. */
export const commentView = z.object({
  id: commentId,
  lessonId,
  atMs: z.int(),
  toMs: z.int().optional(),
  author: authorView,
  kind: commentKind,
  text: z.string(),
  tags: z.array(tagView),
  replies: z.array(replyView),
  /** Absent where nobody reacted. */
  reactions: z.array(reactionView).optional(),
  /** Who said last that it has been talked through, and when (ms since 1970); absent while it is open. */
  resolved: z.object({ author: authorView, atMs: z.int() }).optional(),
  /** Its author's marks on the picture, one drawing a recording. */
  drawings: z.array(drawingView),
  private: z.boolean(),
  /** A private note while someone else is at the machine: its words, tags and replies are withheld. */
  closed: z.boolean(),
  createdAtMs: z.int(),
  /** Its author is one of the people of this machine, who may change it. */
  local: z.boolean(),
  doubt: doubt.optional(),
})
export type CommentView = z.infer<typeof commentView>

export const tagInput = z.object({ rubricId, code: z.string().min(1), level: z.string().optional() })

/** On the lesson clock; a moment where there is no `toMs`. */
export const commentPlace = { atMs: z.int().nonnegative(), toMs: z.int().nonnegative().optional() }

/** Author and writer are the caller's, stamped by the host; nothing of that is sent. */
export const comments = {
  /** Sorted by `atMs`, then by time written. */
  list: procedure.input(z.object({ lessonId })).output(z.array(commentView)),
  add: procedure
    .input(
      z.object({
        lessonId,
        ...commentPlace,
        kind: commentKind.default('noticing'),
        text: commentText,
        tags: z.array(tagInput).default([]),
        private: z.boolean().default(false),
        /** Saved together with the comment, or not at all; one a recording. */
        drawings: z.array(drawingBody).max(8).default([]),
      }),
    )
    .output(commentView),
  /** Changes what is given; `toMs: null` makes a range a moment; `tags` replaces the caller's own tags. */
  update: procedure
    .input(
      z.object({
        lessonId,
        id: commentId,
        atMs: z.int().nonnegative().optional(),
        toMs: z.int().nonnegative().nullable().optional(),
        kind: commentKind.optional(),
        text: commentText.optional(),
        tags: z.array(tagInput).optional(),
      }),
    )
    .output(commentView),
  /** Removes the comment; `comments.restore` takes that back. */
  remove: procedure.input(z.object({ lessonId, id: commentId })).output(z.void()),
  restore: procedure.input(z.object({ lessonId, id: commentId })).output(commentView),
  /** Moves a private note, with its tags and replies, into the library, where everyone sees it. */
  share: procedure.input(z.object({ lessonId, id: commentId })).output(commentView),
  /**
   * Someone of this machine says that the machine which wrote this comment or reply is its author's; from now on nothing from there is doubted.
   */
  recognise: procedure.input(z.object({ lessonId, id: z.union([commentId, replyId]) })).output(z.void()),
  /** Replaces the caller's own tags on anyone's comment. */
  tag: procedure.input(z.object({ lessonId, id: commentId, tags: z.array(tagInput) })).output(commentView),
  /** Says or takes back the caller's own reaction to anyone's comment. */
  react: procedure
    .input(z.object({ lessonId, id: commentId, kind: reactionKind, on: z.boolean() }))
    .output(commentView),
  /** The caller's word on whether anyone's comment has been talked through; the newest word stands. */
  resolve: procedure.input(z.object({ lessonId, id: commentId, resolved: z.boolean() })).output(commentView),
}

export const replies = {
  add: procedure.input(z.object({ lessonId, commentId, text: commentText })).output(replyView),
  update: procedure.input(z.object({ lessonId, id: replyId, text: commentText })).output(replyView),
  remove: procedure.input(z.object({ lessonId, id: replyId })).output(z.void()),
  restore: procedure.input(z.object({ lessonId, id: replyId })).output(replyView),
}
