import type { LessonInsight } from '../../contract/api/insights.ts'
import { commentKinds } from '../../contract/records/comment.ts'
import type { PersonId } from '../../contract/records/person.ts'
import { plainWords } from '../../contract/text/richText.ts'
import type { Conversation } from '../library/library.types.ts'

type Counted = Pick<LessonInsight, 'comments' | 'tags' | 'phases' | 'kinds'> & {
  readonly people: readonly { readonly by: PersonId; comments: number; replies: number; words: number }[]
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Words as people of any script write them; signs of markup and punctuation are none. */
export function countWords(text: string): number {
  let words = 0
  for (const { isWordLike } of segmenter.segment(plainWords(text))) if (isWordLike) words += 1
  return words
}

/** What is counted of one lesson's conversation: of all that is shared, and of nothing that is private. */
export function countLesson(conversation: Conversation): Counted {
  const comments = conversation.comments.filter(held => !held.private).map(({ record }) => record)
  const known = new Set(comments.map(({ id }) => id))
  const hangs = <R extends { readonly commentId: (typeof comments)[number]['id'] }>(
    held: readonly { readonly record: R; readonly private: boolean }[],
  ): R[] => held.filter(each => !each.private && known.has(each.record.commentId)).map(({ record }) => record)
  const people = new Map<PersonId, { by: PersonId; comments: number; replies: number; words: number }>()
  const of = (by: PersonId) => {
    const found = people.get(by) ?? { by, comments: 0, replies: 0, words: 0 }
    people.set(by, found)
    return found
  }
  for (const { by, text } of comments) {
    const person = of(by)
    person.comments += 1
    person.words += countWords(text)
  }
  for (const { by, text } of hangs(conversation.replys)) {
    const person = of(by)
    person.replies += 1
    person.words += countWords(text)
  }
  const tags = new Map<string, LessonInsight['tags'][number]>()
  for (const { rubricId, code, level, by } of hangs(conversation.tags)) {
    const key = JSON.stringify([rubricId, code, level, by])
    const count = (tags.get(key)?.count ?? 0) + 1
    tags.set(key, { rubricId, code, ...(level !== undefined && { level }), personId: by, count })
  }
  const phases = new Map<string, { title: string; ms: number }>()
  for (const { record } of conversation.phases.toSorted((a, b) => a.record.fromMs - b.record.fromMs)) {
    const key = record.title.trim().toLocaleLowerCase()
    const before = phases.get(key)
    phases.set(key, {
      title: before?.title ?? record.title.trim(),
      ms: (before?.ms ?? 0) + record.toMs - record.fromMs,
    })
  }
  return {
    comments: comments.length,
    tags: [...tags.values()],
    phases: [...phases.values()],
    kinds: commentKinds.map(kind => ({ kind, count: comments.filter(each => each.kind === kind).length })),
    people: [...people.values()].sort(
      (a, b) => b.comments + b.replies - a.comments - a.replies || (a.by < b.by ? -1 : 1),
    ),
  }
}
