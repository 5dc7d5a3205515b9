import type { WrittenNotes } from '../notes.types.ts'
import { apart, byTier } from './tiers.ts'
import { dropped, droppedDrawings, droppedReplies, wordsWithTags } from './words.ts'
import type { ToWrite } from './written.types.ts'

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const seconds = (ms: number): string => String(ms / 1000)

interface Mark {
  readonly fromMs: number
  readonly toMs: number
  readonly words: string
}

/** Intervals cover the whole of a tier: what lies between the marks is empty. */
function filled(marks: readonly Mark[], endMs: number): Mark[] {
  const all: Mark[] = []
  let at = 0
  for (const mark of marks) {
    if (mark.fromMs > at) all.push({ fromMs: at, toMs: mark.fromMs, words: '' })
    all.push(mark)
    at = mark.toMs
  }
  if (at < endMs || all.length === 0) all.push({ fromMs: at, toMs: endMs, words: '' })
  return all
}

/** Praat's TextGrid (long form): an interval tier and a point tier for each person and kind. */
export function asTextGrid({ comments, durationMs }: ToWrite): WrittenNotes {
  const endMs = Math.max(1, durationMs, ...comments.map(({ atMs, toMs }) => Math.max(toMs ?? 0, atMs + 1)))
  const tiers: { kind: 'IntervalTier' | 'TextTier'; name: string; marks: Mark[] }[] = []
  for (const [name, group] of byTier(comments)) {
    const numbered = (at: number) => (at === 0 ? name : `${name} (${at + 1})`)
    const marksOf = (of: typeof group): Mark[] =>
      of.map(comment => ({
        fromMs: comment.atMs,
        toMs: comment.toMs ?? comment.atMs,
        words: wordsWithTags(comment),
      }))
    const ranges = apart(group.filter(({ toMs }) => toMs !== undefined))
    for (const [at, row] of ranges.entries())
      tiers.push({ kind: 'IntervalTier', name: numbered(at), marks: filled(marksOf(row), endMs) })
    // A tier of points takes one at a time, too.
    const moments = apart(group.filter(({ toMs }) => toMs === undefined))
    for (const [at, row] of moments.entries())
      tiers.push({ kind: 'TextTier', name: numbered(ranges.length + at), marks: marksOf(row) })
  }
  const written = tiers.map(({ kind, name, marks }, at) => {
    const isInterval = kind === 'IntervalTier'
    const items = marks.map(({ fromMs, toMs, words }, index) =>
      isInterval
        ? `        intervals [${index + 1}]:\n            xmin = ${seconds(fromMs)} \n            xmax = ${seconds(toMs)} \n            text = ${quoted(words)} `
        : `        points [${index + 1}]:\n            number = ${seconds(fromMs)} \n            mark = ${quoted(words)} `,
    )
    return [
      `    item [${at + 1}]:`,
      `        class = "${kind}" `,
      `        name = ${quoted(name)} `,
      '        xmin = 0 ',
      `        xmax = ${seconds(endMs)} `,
      `        ${isInterval ? 'intervals' : 'points'}: size = ${marks.length} `,
      ...items,
    ].join('\n')
  })
  return {
    text: `${['File type = "ooTextFile"', 'Object class = "TextGrid"', '', 'xmin = 0 ', `xmax = ${seconds(endMs)} `, `tiers? ${tiers.length > 0 ? '<exists>' : '<absent>'} `, `size = ${tiers.length} `, 'item []: ', ...written].join('\n')}\n`,
    dropped: [
      ...droppedReplies(comments),
      ...droppedDrawings(comments),
      ...dropped(
        comments.filter(({ text }) => /^\s|\s$/.test(text)).length,
        'Blanks at an end are left out.',
        'Blanks at an end are left out.',
      ),
    ],
  }
}
