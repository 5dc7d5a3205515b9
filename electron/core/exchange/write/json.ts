import type { WrittenNotes } from '../notes.types.ts'
import type { ToWrite } from './written.types.ts'

/** Raised when a program that read the last one could not read this one. */
const VERSION = 1

/** All that may leave the lesson (docs/exchange.md has the schema). */
export function asJson(
  { lesson, durationMs, fileNames, comments, phases }: ToWrite,
  records: Readonly<Record<string, readonly unknown[]>>,
): WrittenNotes {
  const file = {
    format: 'debrief-lesson',
    version: VERSION,
    lesson: { ...lesson, durationMs, recordings: fileNames },
    comments: comments.map(({ local: _, closed: __, ...comment }) => comment),
    phases: phases.map(({ local: _, ...phase }) => phase),
    records,
  }
  return { text: `${JSON.stringify(file, null, 2)}\n`, dropped: [] }
}
