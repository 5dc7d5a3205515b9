import { formatTimecode } from '../../contract/time/timecode.ts'
import { kindMarks } from '../text/kindMarks.ts'
import { cleanText } from '../text/typeset/cleanText.ts'
import { shorten } from '../text/typeset/shorten.ts'
import type { ExportClip, ExportComment, ExportCue } from './export.types.ts'
import { commentsIn, shownSpan } from './plan.ts'
import { clipTimeOf, type Retime } from './retime.ts'
import type { Cue } from './subtitleTrack.ts'

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

/**
 * What is said in the stretch as cues of a subtitle track, on the clip's clock: one that reaches over the cut is cut with it. Pure.
 * @param transcript lesson clock
 * @param stretchFromMs lesson clock of the stretch's start
 */
export function transcriptCues(
  transcript: readonly ExportCue[],
  stretchFromMs: number,
  retime: Retime,
): Cue[] {
  const at = (lessonMs: number) => Math.round(clipTimeOf(retime, lessonMs - stretchFromMs))
  return transcript
    .filter(({ fromMs, toMs }) => toMs > stretchFromMs && fromMs < stretchFromMs + retime.stretchMs)
    .map(({ fromMs, toMs, speaker, text }) => ({
      fromMs: at(fromMs),
      toMs: at(toMs),
      text: cleanText(speaker === undefined ? text : `${speaker}: ${text}`),
    }))
    .filter(cue => cue.toMs > cue.fromMs)
}

/** Cues as WebVTT. Pure. */
export function vttOf(cues: readonly Cue[]): string {
  const blocks = cues.map(
    ({ fromMs, toMs, text }) => `${vttTime(fromMs)} --> ${vttTime(toMs)}\n${vttText(text)}\n`,
  )
  return `WEBVTT\n\n${blocks.join('\n')}`
}

/** Cues as SubRip: numbered, with a comma before the milliseconds; angle brackets would be taken for marks of its own. Pure. */
export function srtOf(cues: readonly Cue[]): string {
  const plain = (text: string) =>
    text
      .replaceAll('<', '‹')
      .replaceAll('>', '›')
      .replace(/\n{2,}/gu, '\n')
  return cues
    .map(({ fromMs, toMs, text }, i) => {
      const time = (ms: number) => vttTime(ms).replace('.', ',')
      return `${i + 1}\n${time(fromMs)} --> ${time(toMs)}\n${plain(text)}\n`
    })
    .join('\n')
}

/** The clip's comments as WebVTT, in clip time. Private notes are not among them. Pure. */
export const clipVtt = (clip: ExportClip, comments: readonly ExportComment[]): string =>
  vttOf(clipCues(clip, comments))

/** ffmpeg's metadata format: `=`, `;`, `#`, `\` and line ends are escaped with a backslash. */
export const metaText = (text: string) => cleanText(text).replace(/[=;#\\\n]/gu, sign => `\\${sign}`)

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
