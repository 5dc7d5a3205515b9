import { z } from 'zod'
import { clipId } from '../records/clip.ts'
import { commentId, commentKind } from '../records/comment.ts'
import { lessonId } from '../records/lesson.ts'
import { recordingId } from '../records/recording.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

export const foundWhat = ['clip', 'comment', 'transcript', 'lesson'] as const

/** Something that has the words, with the place where they stand in it. */
export const found = z.object({
  what: z.enum(foundWhat),
  lessonId,
  /** Of a clip. */
  clipId: clipId.optional(),
  /** Of a comment, also where the words stand in a reply to it. */
  commentId: commentId.optional(),
  /** Of a transcript. */
  recordingId: recordingId.optional(),
  /** Lesson clock. */
  atMs: z.int(),
  toMs: z.int().optional(),
  /** The stretch of text around the words; of a clip or a lesson what was found of it. */
  text: z.string(),
  /** Where the words stand in it: from, to (excluded), in UTF-16 units. */
  marks: z.array(z.tuple([z.int(), z.int()])),
  author: authorView.optional(),
  kind: commentKind.optional(),
})
export type Found = z.infer<typeof found>

export const searchResult = z.object({
  /** The best first. */
  found: z.array(found),
  /** How many have the words, of each sort; `found` may hold fewer. */
  total: z.record(z.enum(foundWhat), z.int()),
  /** No word is written so here: what is found has words that are nearly the same. */
  nearly: z.boolean(),
  /** The library is still being read: so many of its lessons have been, and more may be found a moment later. */
  pending: z.object({ read: z.int(), lessons: z.int() }).optional(),
})
export type SearchResult = z.infer<typeof searchResult>

/** One search over clips, comments, transcripts and lessons. */
export const search = {
  /**
   * What has all of the words, or words that begin so. Private notes only for their author, alone at the machine. Without words
   * nothing is found, and the library is read for later. The whole library is read before it answers; `partly`, it answers at once
   * from what has been read, and says so (`pending`).
   */
  find: procedure
    .input(
      z.object({
        text: z.string().max(500),
        limit: z.int().min(1).max(500).default(100),
        partly: z.boolean().default(false),
      }),
    )
    .output(searchResult),
}
