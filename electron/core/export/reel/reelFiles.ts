import { cleanText } from '../../text/typeset/cleanText.ts'
import { shorten } from '../../text/typeset/shorten.ts'
import { metaText } from '../subtitles.ts'

/** A part where it stands in the reel. */
export interface ReelPart {
  /** Absolute path of its fragments. */
  readonly file: string
  readonly title: string
  readonly startMs: number
  readonly durationMs: number
}

/** ffmpeg's quoting for its lists: within single quotes everything stands for itself but the quote. */
const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`

/** The list by which ffmpeg reads the parts one behind the other. Pure. */
export function joinList(parts: readonly ReelPart[]): string {
  const lines = parts.flatMap(({ file, durationMs }) => [
    `file ${quoted(`file:${file}`)}`,
    `duration ${(durationMs / 1000).toFixed(6)}`,
  ])
  return `ffconcat version 1.0\n${lines.join('\n')}\n`
}

/** The reel's title and one chapter a clip, in ffmpeg's metadata format. Pure. */
export function reelMetadata(title: string, parts: readonly ReelPart[]): string {
  const lines = [';FFMETADATA1', `title=${metaText(title)}`]
  parts.forEach((part, i) => {
    const words = `${i + 1}. ${cleanText(part.title).replaceAll('\n', ' ')}`
    const end = parts[i + 1]?.startMs ?? part.startMs + part.durationMs
    lines.push('[CHAPTER]', 'TIMEBASE=1/1000')
    lines.push(`START=${Math.round(part.startMs)}`, `END=${Math.round(end)}`)
    lines.push(`title=${metaText(shorten(words, 100, text => text.length))}`)
  })
  return `${lines.join('\n')}\n`
}
