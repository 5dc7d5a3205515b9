import { basename } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import type { ProbeOutput } from './probeJson.ts'
import type { Sniffed } from './sniff.ts'
import type { Wholeness } from './wholeness.ts'

/** What is known of a file in which nothing could be decoded. */
export interface RefusalInput {
  readonly sniffed: Sniffed
  readonly wholeness: Wholeness
  /** What ffprobe found, where it could open the file at all. */
  readonly probed?: ProbeOutput
  /** What ffprobe said of it. */
  readonly said: string
}

export type RefusalCode = 'media.truncated' | 'media.notRecording' | 'media.noStreams' | 'media.unreadable'

const looksForeign: Partial<Record<Sniffed, string>> = {
  text: 'a text file',
  picture: 'a still picture',
  document: 'a document',
  archive: 'an archive or office document',
  program: 'a program',
}

/** Demuxers of still pictures: they decode, but a picture is no recording of a lesson. */
export function isStillFormat(formatName: string | undefined): boolean {
  return /(^|,)(image2|[a-z0-9]+_pipe|ico|svg|webp)(,|$)/.test(formatName ?? '')
}

/** Which refusal fits. Pure. */
export function refusalCode({ sniffed, wholeness, probed, said }: RefusalInput): RefusalCode {
  if (looksForeign[sniffed] || isStillFormat(probed?.format?.format_name)) return 'media.notRecording'
  const streams = (probed?.streams ?? []).filter(s => s.codec_type === 'video' || s.codec_type === 'audio')
  if (probed?.format && streams.length === 0 && !wholeness.cutOff) return 'media.noStreams'
  if (wholeness.cutOff) return 'media.truncated'
  if (/partial file|truncat|Could not seek|moov atom not found|End of file/i.test(said))
    return 'media.truncated'
  // Another program's list or a format we let nobody open: it may be anything, but it is not a recording.
  if (/not on whitelist/i.test(said)) return 'media.notRecording'
  return sniffed === 'unknown' && !probed?.format ? 'media.notRecording' : 'media.unreadable'
}

function sentence(code: RefusalCode, name: string, input: RefusalInput): string {
  switch (code) {
    case 'media.notRecording':
      return looksForeign[input.sniffed]
        ? `“${name}” is ${looksForeign[input.sniffed]}, not a recording, whatever its ending. Choose a video or sound recording.`
        : `“${name}” is not a recording that Debrief knows. Choose a video or sound recording.`
    case 'media.noStreams':
      return `“${name}” is a media file with neither picture nor sound in it. If it should have them, export or copy it again.`
    case 'media.truncated':
      return `“${name}” is cut off: a part that is needed to play it is missing. The camera may have lost power or the copy was interrupted; copy it from the camera again.`
    case 'media.unreadable':
      return `“${name}” looks like a recording, but nothing in it can be decoded: it is damaged or uses a format that ffmpeg here does not know. Try to play it elsewhere and save it as MP4.`
  }
}

/** @returns the error for a file in which nothing could be decoded, in words that say what to do about it */
export function refusal(file: string, input: RefusalInput): DebriefError {
  const code = refusalCode(input)
  return new DebriefError(code, sentence(code, basename(file), input), { subject: file })
}
