import { ulid } from 'ulid'
import type { CommentId } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { Tag } from '../../contract/records/tag.ts'
import type { Change } from '../library/library.types.ts'

/** A tag as it is to be written: what a caller asked for, with the words it is made with. */
export type TagInput = Pick<Tag, 'rubricId' | 'code'> &
  Partial<Pick<Tag, 'version' | 'words'>> & { readonly level?: string | undefined }

export interface TagPlace {
  readonly lessonId: LessonId
  readonly commentId: CommentId
  readonly private: boolean
}

const criterionOf = (tag: Pick<Tag, 'rubricId' | 'code'>): string => `${tag.rubricId}\n${tag.code}`

/**
 * What must be written so that one person's tags on a comment become `wanted`. A criterion stands once, with the level named
 * last; a tag that stays keeps its id and its words, so what others refer to stays too.
 * @param mine the person's tags there now
 */
export function tagChanges(mine: readonly Tag[], wanted: readonly TagInput[], place: TagPlace): Change[] {
  const { lessonId, commentId } = place
  const last = new Map(wanted.map(tag => [criterionOf(tag), tag]))
  const kept = new Set<string>()
  const changes: Change[] = []
  for (const tag of mine) {
    const criterion = criterionOf(tag)
    if (last.has(criterion) && !kept.has(criterion)) kept.add(criterion)
    else changes.push({ remove: tag.id, lessonId })
  }
  for (const [criterion, { rubricId, code, level, version, words }] of last) {
    const before = mine.find(tag => criterionOf(tag) === criterion)
    if (before && before.level === level) continue
    changes.push({
      put: {
        type: 'tag',
        id: before?.id ?? `tag:${ulid()}`,
        commentId,
        rubricId,
        code,
        ...(level !== undefined && { level }),
        ...(version !== undefined && { version }),
        ...(words !== undefined && { words }),
      },
      lessonId,
      private: place.private,
    })
  }
  return changes
}
