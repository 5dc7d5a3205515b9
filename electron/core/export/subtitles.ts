import { formatTimecode } from '../../contract/time/timecode.ts'
import { kindMarks } from './card/kindMarks.ts'
import type { ExportClip, ExportComment } from './export.types.ts'
import { commentsIn, shownSpan } from './plan.ts'
import type { Cue } from './subtitleTrack.ts'
import { cleanText } from './text/cleanText.ts'
import { shorten } from './text/shorten.ts'

const pad = (n: number, digits: number) => String(n).padStart(digits, '0')

/** WebVTT's only spelling that every reader takes: hours, and three digits behind the point. */
function vttTime(ms: number): string {
  const whole = Math.round(ms)
  const seconds = Math.floor(whole / 1000)
  return `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}.${pad(whole % 1000, 3)}`
}

/** Words as WebVTT holds them: no tags, no arrow, no blank line (which would end the cue). */
function vttText(text: string): string {
  return cleanText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\n{2,}/gu, '\n')
}

function tagWords({ tags }: ExportComment): string {
  return tags
    .map(tag => {
      const rated =
        tag.levelIndex === undefined
          ? ''
          : `: ${tag.levelLabel ?? `${tag.levelIndex + 1} of ${tag.levelCount}`}`
      return `${tag.code} ${tag.title}${tag.notObserved ? ': not observed' : rated}`
    })
    .join(' · ')
}

const head = (comment: ExportComment) => `${comment.author.name} (${kindMarks[comment.kind].word})`

const inOrder = (clip: ExportClip, comments: readonly ExportComment[]) =>
  commentsIn(clip, comments).sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))

/** The clip's comments as cues of a subtitle track, in clip time. Private notes are not among them. Pure. */
export function clipCues(clip: ExportClip, comments: readonly ExportComment[]): Cue[] {
  return inOrder(clip, comments).map(comment => {
    const words = `${head(comment)}: ${cleanText(comment.text)}`
    return {
      ...shownSpan(comment, clip),
      text: [words, tagWords(comment)].filter(line => line !== '').join('\n'),
    }
  })
}

/** The clip's comments as WebVTT, in clip time. Private notes are not among them. Pure. */
export function clipVtt(clip: ExportClip, comments: readonly ExportComment[]): string {
  const cues = clipCues(clip, comments).map(
    ({ fromMs, toMs, text }) => `${vttTime(fromMs)} --> ${vttTime(toMs)}\n${vttText(text)}\n`,
  )
  return `WEBVTT\n\n${cues.join('\n')}`
}

/** ffmpeg's metadata format: `=`, `;`, `#`, `\` and line ends are escaped with a backslash. */
const metaText = (text: string) => cleanText(text).replace(/[=;#\\\n]/gu, sign => `\\${sign}`)

const chapterTitle = (comment: ExportComment, lessonMs: number) =>
  shorten(
    `${formatTimecode(lessonMs)} ${head(comment)}: ${cleanText(comment.text).replaceAll('\n', ' ')}`,
    100,
    text => text.length,
  )

/**
 * The clip's own title, and with `chapters` one chapter a comment, in ffmpeg's metadata format: so no word of a person is ever an
 * argument. Pure.
 */
export function clipMetadata(
  clip: ExportClip,
  comments: readonly ExportComment[],
  chapters: boolean,
): string {
  const durationMs = clip.toMs - clip.fromMs
  const lines = [';FFMETADATA1', `title=${metaText(clip.title)}`]
  const marks = chapters ? inOrder(clip, comments) : []
  // Two comments at the same moment share a chapter: one of no length would be refused.
  const distinct = marks.filter((comment, i) => i === 0 || comment.atMs - (marks[i - 1]?.atMs ?? 0) >= 100)
  const chapter = (fromMs: number, toMs: number, title: string) => {
    if (toMs > fromMs)
      lines.push('[CHAPTER]', 'TIMEBASE=1/1000', `START=${fromMs}`, `END=${toMs}`, `title=${metaText(title)}`)
  }
  const starts = distinct.map(comment => shownSpan(comment, clip).fromMs)
  chapter(0, starts[0] ?? 0, clip.title)
  distinct.forEach((comment, i) => {
    chapter(
      starts[i] ?? 0,
      starts[i + 1] ?? durationMs,
      chapterTitle(comment, comment.saidAtMs ?? comment.atMs),
    )
  })
  return `${lines.join('\n')}\n`
}
