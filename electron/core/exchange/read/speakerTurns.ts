import { type NotesReading, NotesRefusal } from '../notes.types.ts'

/**
 * RTTM says who speaks when, and no words: each turn is a note that names the speaker.
 * @throws NotesRefusal
 */
export function readSpeakerTurns(text: string): NotesReading {
  const skipped: { line: number; reason: string }[] = []
  const notes = text.split(/\r\n|\r|\n/).flatMap((row, at) => {
    const [type, , , start, length, , , speaker] = row.trim().split(/\s+/)
    if (type !== 'SPEAKER') return []
    const [atMs, lengthMs] = [Math.round(Number(start) * 1000), Math.round(Number(length) * 1000)]
    if (Number.isFinite(atMs) && Number.isFinite(lengthMs) && atMs >= 0 && speaker !== undefined)
      return { atMs, ...(lengthMs > 0 && { toMs: atMs + lengthMs }), text: `${speaker} speaks`, line: at + 1 }
    skipped.push({ line: at + 1, reason: 'The turn has no start, length and speaker.' })
    return []
  })
  if (notes.length === 0)
    throw new NotesRefusal('This RTTM file has no turns of speakers. Nothing was taken in.')
  return { notes, skipped }
}
