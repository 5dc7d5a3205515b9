import type { LessonSummary } from './library.types.ts'
import type { Scope } from './scope.ts'

/** @param scope a lesson's, merged */
export function summarise(scope: Scope): LessonSummary {
  const comments = scope.all('comment')
  const shown = new Set<string>(comments.map(({ record }) => record.id))
  return {
    comments: comments.length,
    marks: comments.map(({ record, private: privately }) => ({
      atMs: record.atMs,
      ...(record.toMs === undefined ? {} : { toMs: record.toMs }),
      by: record.by,
      private: privately,
    })),
    tags: scope
      .all('tag')
      .filter(({ record }) => shown.has(record.commentId))
      .map(({ record }) => ({ rubricId: record.rubricId, code: record.code })),
  }
}
