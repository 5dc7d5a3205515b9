import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import type { Unsaved } from './unsaved.ts'
import { withoutSaved } from './unsaved.ts'

/** A comment as the room shows it: from the host, or on its way there. */
export type ShownComment = CommentView & { unsaved?: Unsaved }

const noOne: readonly CommentView[] = []

/**
 * The conversation with what is not saved yet, by time. What the host already has is not shown twice, even before its answer
 * is here.
 */
export function shownComments(
  saved: readonly CommentView[] = noOne,
  unsaved: readonly Unsaved[],
  {
    lessonId,
    present,
    nameOf,
  }: {
    lessonId: LessonId
    present: readonly PersonId[]
    nameOf: (id: PersonId) => { name: string; role: string }
  },
): readonly ShownComment[] {
  const waiting = withoutSaved(unsaved, saved, true)
  if (waiting.length === 0) return saved
  const own = waiting.map((item): ShownComment => {
    // A private note stays closed while someone else is here, saved or not.
    const closed = item.private && present.some(id => id !== item.speaker)
    return {
      id: `comment:${item.key}`,
      lessonId,
      atMs: item.atMs,
      ...(item.toMs === undefined ? {} : { toMs: item.toMs }),
      author: { id: item.speaker, ...nameOf(item.speaker) },
      kind: item.kind,
      text: closed ? '' : item.text,
      tags: closed
        ? []
        : item.tags.map((tag, at) => ({
            ...tag,
            id: `tag:${item.key}-${at}` as const,
            author: { id: item.speaker, ...nameOf(item.speaker) },
          })),
      replies: [],
      drawings: closed
        ? []
        : (item.drawings ?? []).map((drawing, at) => ({
            ...drawing,
            id: `drawing:${item.key}-${at}` as const,
          })),
      private: item.private,
      closed,
      createdAtMs: item.writtenAtMs,
      local: true,
      unsaved: item,
    }
  })
  return [...saved, ...own].sort((a, b) => a.atMs - b.atMs || a.createdAtMs - b.createdAtMs)
}
