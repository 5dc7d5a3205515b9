import type { CommentView } from '../../../contract/api/comments.ts'
import { tagWords } from './words.ts'

/** How long a comment about a moment stays, as reading time. */
const MOMENT_MS = 4000

const two = (n: number): string => String(n).padStart(2, '0')

function stamp(ms: number, separator: '.' | ','): string {
  const seconds = Math.floor(ms / 1000)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${clock}${separator}${String(ms % 1000).padStart(3, '0')}`
}

interface Cue {
  readonly fromMs: number
  readonly toMs: number
  readonly name: string
  readonly lines: readonly string[]
}

/** An empty line would end the cue, so there is none inside it. */
const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).filter(line => line.trim() !== '')

function cueOf({ atMs, toMs, author, text, tags, replies }: CommentView, lessonMs: number): Cue {
  const end = Math.max(toMs ?? atMs + MOMENT_MS, atMs + 1)
  return {
    fromMs: atMs,
    toMs: toMs === undefined && lessonMs > atMs ? Math.min(end, lessonMs) : end,
    name: author.name,
    lines: [
      ...linesOf(text),
      ...(tags.length > 0 ? [`[${tags.map(tagWords).join(', ')}]`] : []),
      ...replies.flatMap(reply => linesOf(`${reply.author.name}: ${reply.text}`)),
    ],
  }
}

const escapeVtt = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** The conversation as WebVTT, each cue with its speaker's voice. */
export function asVtt(comments: readonly CommentView[], lessonMs: number): string {
  const cues = comments.map((comment, at) => {
    const { fromMs, toMs, name, lines } = cueOf(comment, lessonMs)
    const voice = escapeVtt(name.replace(/\s+/g, ' '))
    const words = lines.map(escapeVtt).join('\n')
    return `${at + 1}\n${stamp(fromMs, '.')} --> ${stamp(toMs, '.')}\n<v ${voice}>${words}`
  })
  return `${['WEBVTT', ...cues].join('\n\n')}\n`
}

/** SRT has no escapes: a line that looks like a time would be read as one, so its arrow is taken apart. */
const escapeSrt = (line: string): string => line.replaceAll('-->', '→')

/** The conversation as SRT, the speaker's name before the words. */
export function asSrt(comments: readonly CommentView[], lessonMs: number): string {
  const cues = comments.map((comment, at) => {
    const { fromMs, toMs, name, lines } = cueOf(comment, lessonMs)
    const words = [`${name}: ${lines[0] ?? ''}`, ...lines.slice(1)].map(escapeSrt).join('\n')
    return `${at + 1}\n${stamp(fromMs, ',')} --> ${stamp(toMs, ',')}\n${words}\n`
  })
  return cues.join('\n')
}
