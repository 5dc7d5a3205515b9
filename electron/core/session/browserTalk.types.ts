import type { CommentView } from '../../contract/api/comments.ts'
import type { RubricView } from '../../contract/api/rubrics.ts'
import type { CommentId, CommentKind } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { RubricId } from '../../contract/records/rubric.ts'

interface TagInput {
  readonly rubricId: RubricId
  readonly code: string
  readonly level?: string | undefined
}

/**
 * What guests in a browser may do in the conversation of a lesson, each in the name of the person given: the rules of who may change what are
 * those of Debrief’s own people.
 */
export interface BrowserTalk {
  /** As this person may see it; nothing private. */
  comments(by: PersonId, lessonId: LessonId): Promise<CommentView[]>
  /**
   * Said again under the same draft, because the answer was lost, it is there once.
   * @throws DebriefError notFound, input.invalid, disk.full, disk.failed, library.readOnly
   */
  add(
    by: PersonId,
    comment: {
      readonly draft: string
      readonly lessonId: LessonId
      readonly atMs: number
      readonly toMs?: number | undefined
      readonly kind: CommentKind
      readonly text: string
      readonly tags: readonly TagInput[]
    },
  ): Promise<unknown>
  /** @throws DebriefError notFound, notYours and those of `add` */
  edit(by: PersonId, lessonId: LessonId, id: CommentId, text: string): Promise<unknown>
  remove(by: PersonId, lessonId: LessonId, id: CommentId): Promise<unknown>
  reply(
    by: PersonId,
    reply: {
      readonly draft: string
      readonly lessonId: LessonId
      readonly commentId: CommentId
      readonly text: string
    },
  ): Promise<unknown>
  rubrics(): Promise<readonly RubricView[]>
}
