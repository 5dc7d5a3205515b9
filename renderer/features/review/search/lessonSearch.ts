import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { CommentId } from '../../../../electron/contract/records/comment.ts'
import type { Cue } from '../../../../electron/contract/records/transcript.ts'
import { plainWords } from '../../../../electron/contract/text/richText.ts'
import { findCriterion } from '../../../lib/rubricView.ts'
import { kindWord } from '../../../lib/words.ts'
import { fold } from '../transcript/findWords.ts'

/** A place where all the words that are looked for stand: a comment with what hangs on it, or a cue of the transcript. */
export type Hit =
  | { readonly what: 'comment'; readonly atMs: number; readonly id: CommentId }
  | { readonly what: 'cue'; readonly atMs: number; readonly text: string }

/** The words of a query, compared without case and diacritics; each must stand somewhere in a place. */
export const termsOf = (query: string): string[] => [
  ...new Set(
    query
      .trim()
      .split(/\s+/u)
      .map(word => fold(word).folded)
      .filter(word => word !== ''),
  ),
]

type Folded = { readonly rubrics: readonly RubricView[]; readonly text: string }
const foldedComments = new WeakMap<CommentView, Folded>()
const foldedCues = new WeakMap<Cue, string>()

/** Words, replies, author, kind, and the criteria by code and title; each comment is made ready once. */
function textOf(comment: CommentView, rubrics: readonly RubricView[]): string {
  const known = foldedComments.get(comment)
  if (known?.rubrics === rubrics) return known.text
  const parts = [
    plainWords(comment.text),
    comment.author.name,
    kindWord(comment.kind),
    ...comment.replies.flatMap(({ author, text }) => [author.name, plainWords(text)]),
    ...comment.tags.flatMap(({ rubricId, code }) => {
      const found = findCriterion(rubrics, rubricId, code)
      return [code, found?.criterion.title ?? '', found?.domainTitle ?? '']
    }),
  ]
  const text = fold(parts.join('\n')).folded
  foldedComments.set(comment, { rubrics, text })
  return text
}

function cueText(cue: Cue): string {
  const known = foldedCues.get(cue)
  if (known !== undefined) return known
  const { folded } = fold(cue.text.replace(/\s/gu, ' '))
  foldedCues.set(cue, folded)
  return folded
}

/**
 * Looks through a lesson. Private notes that are closed have no words here.
 * @returns in the order of the lesson clock, at one moment comments first
 */
export function searchLesson(
  {
    comments,
    cues,
    rubrics,
  }: {
    readonly comments: readonly CommentView[]
    readonly cues: readonly Cue[]
    readonly rubrics: readonly RubricView[]
  },
  query: string,
): Hit[] {
  const terms = termsOf(query)
  if (terms.length === 0) return []
  const holds = (text: string) => terms.every(term => text.includes(term))
  const hits: Hit[] = []
  for (const comment of comments)
    if (!comment.closed && holds(textOf(comment, rubrics)))
      hits.push({ what: 'comment', atMs: comment.atMs, id: comment.id })
  for (const cue of cues)
    if (holds(cueText(cue))) hits.push({ what: 'cue', atMs: cue.fromMs, text: cue.text })
  return hits.sort((a, b) => a.atMs - b.atMs || Number(a.what === 'cue') - Number(b.what === 'cue'))
}

/** The first place at or after a moment; the first of all where none is. @returns -1 where there are none */
export function firstFrom(hits: readonly Hit[], nowMs: number): number {
  if (hits.length === 0) return -1
  return Math.max(
    0,
    hits.findIndex(({ atMs }) => atMs >= nowMs),
  )
}
