import { formatTimecode } from '../../../contract/time/timecode.ts'
import type { WrittenNotes } from '../notes.types.ts'
import { droppedDrawings, droppedReplies, onOneLine } from './words.ts'
import type { ToWrite } from './written.types.ts'

/** YouTube shows chapters only where each lasts ten seconds at least and there are three of them. */
const MIN_CHAPTER_MS = 10_000
const MIN_CHAPTERS = 3
const MAX_TITLE = 100

const shortened = (text: string): string => {
  const line = onOneLine(text)
  return line.length <= MAX_TITLE ? line : `${line.slice(0, MAX_TITLE - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Lines of time and title for a video's description: the lesson's phases where it has some, else its comments. */
export function asChapters({ durationMs, comments, phases }: ToWrite): WrittenNotes {
  const wanted =
    phases.length > 0
      ? phases.map(({ fromMs, title }) => ({ atMs: fromMs, title: shortened(title) }))
      : comments.map(({ atMs, text }) => ({ atMs, title: shortened(text) }))
  const chapters: { atMs: number; title: string }[] = []
  for (const chapter of wanted) {
    const before = chapters.at(-1)
    const tooShort = durationMs > 0 && durationMs - chapter.atMs < MIN_CHAPTER_MS
    if (before ? chapter.atMs - before.atMs >= MIN_CHAPTER_MS && !tooShort : !tooShort) chapters.push(chapter)
  }
  const left = wanted.length - chapters.length
  // The first chapter has to begin with the video.
  const [first] = chapters
  if (first && first.atMs < MIN_CHAPTER_MS) chapters[0] = { ...first, atMs: 0 }
  else chapters.unshift({ atMs: 0, title: 'Start' })
  const lines = chapters.map(({ atMs, title }) => `${formatTimecode(atMs).padStart(5, '0')} ${title}`)
  return {
    text: `${lines.join('\n')}\n`,
    dropped: [
      ...(left > 0
        ? [
            {
              count: left,
              reason: 'A chapter lasts ten seconds at least; those that begin sooner are left out.',
            },
          ]
        : []),
      ...(chapters.length < MIN_CHAPTERS
        ? [
            {
              count: 0,
              reason: `YouTube shows chapters only from ${MIN_CHAPTERS} on; there are ${chapters.length}.`,
            },
          ]
        : []),
      ...(phases.length > 0 && comments.length > 0
        ? [{ count: comments.length, reason: 'The lesson has phases, so its comments are left out.' }]
        : [...droppedReplies(comments), ...droppedDrawings(comments)]),
    ],
  }
}
