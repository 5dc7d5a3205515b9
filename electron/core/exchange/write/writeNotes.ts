import type { NotesFormat } from '../../../contract/api/notes.ts'
import type { WrittenNotes } from '../notes.types.ts'
import { asBoris } from './boris.ts'
import { asChapters } from './chapters.ts'
import { asCsv } from './csv.ts'
import { asEdl } from './edl.ts'
import { asElan } from './elan.ts'
import { asFcp7 } from './fcp7.ts'
import { asFcpxml } from './fcpxml.ts'
import { asJson } from './json.ts'
import { asSportscode } from './sportscode.ts'
import { asSrt, asVtt } from './subtitles.ts'
import { asTextGrid } from './textGrid.ts'
import { droppedDrawings } from './words.ts'
import type { ToWrite } from './written.types.ts'

/** What a file of that format is called at its end. */
export const endings: Readonly<Record<NotesFormat, string>> = {
  boris: '.boris',
  elan: '.eaf',
  sportscode: '.xml',
  textgrid: '.TextGrid',
  vtt: '.vtt',
  srt: '.srt',
  csv: '.csv',
  edl: '.edl',
  fcpxml: '.fcpxml',
  fcp7: '.xml',
  chapters: '.txt',
  json: '.json',
}

/** @param records all else of the lesson's conversation, for the format that carries everything */
export function writeNotes(
  format: NotesFormat,
  what: ToWrite,
  records: Readonly<Record<string, readonly unknown[]>>,
): WrittenNotes {
  const { comments, durationMs } = what
  switch (format) {
    case 'boris':
      return asBoris(what)
    case 'elan':
      return asElan(what)
    case 'sportscode':
      return asSportscode(what)
    case 'textgrid':
      return asTextGrid(what)
    case 'vtt':
      return { text: asVtt(comments, durationMs), dropped: droppedDrawings(comments) }
    case 'srt':
      return { text: asSrt(comments, durationMs), dropped: droppedDrawings(comments) }
    case 'csv':
      return { text: asCsv(comments), dropped: droppedDrawings(comments) }
    case 'edl':
      return asEdl(what)
    case 'fcpxml':
      return asFcpxml(what)
    case 'fcp7':
      return asFcp7(what)
    case 'chapters':
      return asChapters(what)
    case 'json':
      return asJson(what, records)
  }
}
