import { ulid } from 'ulid'
import type { CommentId, CommentKind } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Change, Library } from '../library/library.types.ts'
import { type TagInput, tagChanges } from './tagChanges.ts'

export interface ReadyComment {
  readonly atMs: number
  readonly toMs?: number | undefined
  readonly kind: CommentKind
  readonly text: string
  /** As `resolveTags` gave them. */
  readonly tags: readonly TagInput[]
}

/**
 * Writes many comments of one person in one act: all of them are saved, or none.
 * @param needed what must be written with them, as `resolveTags` said
 * @returns their ids, in the order given
 */
export async function addMany(
  library: Library,
  speaker: PersonId,
  lessonId: LessonId,
  comments: readonly ReadyComment[],
  needed: readonly Change[],
): Promise<CommentId[]> {
  const ids = comments.map((): CommentId => `comment:${ulid()}`)
  const changes = comments.flatMap(({ atMs, toMs, kind, text, tags }, at): Change[] => {
    const commentId = ids[at] ?? `comment:${ulid()}`
    return [
      {
        put: {
          type: 'comment',
          id: commentId,
          lessonId,
          atMs,
          ...(toMs !== undefined && { toMs }),
          kind,
          text,
        },
        lessonId,
      },
      ...tagChanges([], tags, { lessonId, commentId, private: false }),
    ]
  })
  if (changes.length > 0) await library.write(speaker, [...needed, ...changes])
  return ids
}
