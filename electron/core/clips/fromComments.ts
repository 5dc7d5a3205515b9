import type { ClipsFromComments, ClipsFromCommentsPlan } from '../../contract/api/clips.ts'
import type { Clip } from '../../contract/records/clip.ts'
import type { Comment } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import { plainWords } from '../../contract/text/richText.ts'

/** Titles longer than a card shows help nobody. */
const TITLE_LENGTH = 80
/** A point says nothing of how long what it is about went on. */
const MIN_LENGTH_MS = 1000
const TITLES = 200

type Stretch = Pick<Clip, 'lessonId' | 'title' | 'fromMs' | 'toMs'>

/** The first words of a comment, whole ones where the language has spaces. */
export function titleOf(text: string): string {
  const [line = ''] = plainWords(text)
    .split('\n')
    .map(each => each.trim())
    .filter(Boolean)
  const letters = [...line]
  if (letters.length <= TITLE_LENGTH) return line
  const cut = letters.slice(0, TITLE_LENGTH - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut}…`
}

export interface TaggedComments {
  readonly lessonId: LessonId
  readonly lessonTitle: string
  readonly durationMs: number
  readonly comments: readonly Pick<Comment, 'atMs' | 'toMs' | 'text'>[]
}

/**
 * The clips of tagged comments, in the order of lessons and times. Comments on the very same stretch share one clip; stretches that a
 * clip of the library has already are left out.
 */
export function stretchesOf(
  lessons: readonly TaggedComments[],
  { beforeMs, afterMs }: Pick<ClipsFromComments, 'beforeMs' | 'afterMs'>,
  there: readonly Pick<Clip, 'lessonId' | 'fromMs' | 'toMs'>[],
): { readonly stretches: readonly Stretch[]; readonly existing: number } {
  const keyOf = ({ lessonId, fromMs, toMs }: Pick<Stretch, 'lessonId' | 'fromMs' | 'toMs'>) =>
    `${lessonId} ${fromMs} ${toMs}`
  const known = new Set(there.map(keyOf))
  const made = new Map<string, Stretch>()
  let existing = 0
  for (const { lessonId, lessonTitle, durationMs, comments } of lessons) {
    for (const { atMs, toMs: endMs = atMs, text } of [...comments].sort((a, b) => a.atMs - b.atMs)) {
      const toMs = Math.min(durationMs, Math.max(endMs + afterMs, atMs - beforeMs + MIN_LENGTH_MS))
      const fromMs = Math.max(0, Math.min(atMs - beforeMs, toMs - MIN_LENGTH_MS))
      const stretch = { lessonId, title: titleOf(text) || lessonTitle, fromMs, toMs }
      const key = keyOf(stretch)
      if (known.has(key)) existing += 1
      else if (toMs > fromMs && !made.has(key)) made.set(key, stretch)
    }
  }
  return { stretches: [...made.values()], existing }
}

export const planOf = (stretches: readonly Stretch[], existing: number): ClipsFromCommentsPlan => ({
  clips: stretches.length,
  durationMs: stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0),
  lessons: new Set(stretches.map(({ lessonId }) => lessonId)).size,
  existing,
  titles: stretches.slice(0, TITLES).map(({ title }) => title),
})
