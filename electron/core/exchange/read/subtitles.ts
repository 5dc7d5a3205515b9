import { readTranscript } from '../../text/subtitles/readTranscript.ts'
import { type NotesReading, NotesRefusal } from '../notes.types.ts'

/** Words that end in criteria on a line of their own, as we write them. */
const withTags = /^([\s\S]*?)\s*\[([^[\]]+)\]([\s\S]*)$/

function parted(text: string): { readonly text: string; readonly tags?: readonly string[] } {
  const [, before = '', inBrackets, after = ''] = withTags.exec(text) ?? []
  const tags = inBrackets?.split(', ')
  // “[laughs]” is no list of criteria.
  return tags?.every(tag => /^(?=.*[\d=])[^\s=]{1,40}(?:=\S.{0,39})?$/.test(tag))
    ? { text: `${before}${after}`, tags }
    : { text }
}

/**
 * WebVTT or SubRip, read like a transcript; each cue is a note.
 * @throws NotesRefusal
 */
export function readSubtitles(bytes: Uint8Array, fileName: string): NotesReading {
  const reading = readTranscript(bytes, fileName)
  if ('refused' in reading) throw new NotesRefusal(reading.refused)
  return {
    notes: reading.cues.map(({ fromMs, toMs, speaker, text }) => {
      const author = speaker === undefined ? undefined : reading.speakers[speaker]
      return { atMs: fromMs, toMs, ...(author !== undefined && { author }), ...parted(text) }
    }),
    skipped: reading.notes
      .filter(note => note.skipped)
      .map(({ line, message }) => ({ ...(line !== undefined && { line }), reason: message })),
  }
}
