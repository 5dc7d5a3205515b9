import { type CommentKind, commentText } from '../../contract/records/comment.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { ForeignNote, NotesReading, Skipped } from './notes.types.ts'

/** A note as it becomes a comment of whoever takes the file in. */
export interface SettledNote {
  readonly atMs: number
  readonly toMs?: number | undefined
  readonly kind: CommentKind
  readonly text: string
  /** `CODE` or `CODE=LEVEL`, not yet looked up. */
  readonly tags: readonly string[]
}

const MAX_CHARACTERS = 20_000

const fold = (name: string): string => name.normalize('NFC').trim().toLowerCase()

/** Signs that no word has and that would only break what shows them. */
const control = /(?![\t\n])\p{Cc}/gu

function wordsOf({ text, author }: ForeignNote, speaker: string): string {
  const words = text.replace(/\r\n?/g, '\n').replace(control, '').trim()
  return author === undefined || fold(author) === fold(speaker) ? words : `${author}: ${words}`
}

export interface Settling {
  readonly shiftMs: number
  /** Length of the lesson; 0 where it is not known. */
  readonly durationMs: number
  /** Who takes the file in, and so is the author: what others said is marked with their name. */
  readonly speaker: string
}

/**
 * Puts a file's notes on the lesson clock. What lies outside the lesson is left out and said; a stretch that only ends past
 * the lesson ends with it.
 */
export function settleNotes(
  { notes, skipped }: NotesReading,
  { shiftMs, durationMs, speaker }: Settling,
): { readonly notes: readonly SettledNote[]; readonly skipped: readonly Skipped[] } {
  const left: Skipped[] = []
  const settled = notes.flatMap((note): SettledNote[] => {
    const at = note.line === undefined ? {} : { line: note.line }
    const leave = (reason: string): SettledNote[] => {
      left.push({ ...at, reason })
      return []
    }
    const atMs = note.atMs + shiftMs
    const toMs = note.toMs === undefined ? undefined : note.toMs + shiftMs
    if ((toMs ?? atMs) < 0) return leave('The note lies before the lesson begins.')
    if (durationMs > 0 && atMs > durationMs)
      return leave(
        `The note stands at ${formatTimecode(atMs)}, after the lesson’s end at ${formatTimecode(durationMs)}.`,
      )
    const all = wordsOf(note, speaker)
    const text = all.slice(0, MAX_CHARACTERS).replace(/[\ud800-\udbff]$/, '')
    if (!commentText.safeParse(text).success) return leave('The note has no words.')
    if (all.length > MAX_CHARACTERS)
      left.push({
        ...at,
        reason: `The note has ${all.length} characters; its first ${MAX_CHARACTERS} were taken.`,
      })
    const from = Math.max(0, atMs)
    const end = toMs !== undefined && durationMs > 0 ? Math.min(toMs, durationMs) : toMs
    return [
      {
        atMs: from,
        ...(end !== undefined && end > from && { toMs: end }),
        kind: note.kind ?? 'noticing',
        text,
        tags: [...new Set(note.tags ?? [])],
      },
    ]
  })
  return {
    notes: settled.sort((a, b) => a.atMs - b.atMs),
    skipped: [...skipped, ...left].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  }
}

/** Tells notes apart that say another thing, at another time or as another kind. */
export const noteKey = ({
  atMs,
  toMs,
  kind,
  text,
}: Pick<SettledNote, 'atMs' | 'toMs' | 'kind' | 'text'>): string =>
  JSON.stringify([atMs, toMs ?? atMs, kind, text])
