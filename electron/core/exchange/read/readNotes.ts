import type { ReadableFormat } from '../../../contract/api/notes.ts'
import { decodeText } from '../../text/decodeText.ts'
import { guessLegacy } from '../../text/guessLegacy.ts'
import { type NotesReading, NotesRefusal, type ReadOptions } from '../notes.types.ts'
import { readBoris } from './boris.ts'
import { readElan } from './elan.ts'
import { readJson } from './json.ts'
import { readSpeakerTurns } from './speakerTurns.ts'
import { readSportscode } from './sportscode.ts'
import { readSubtitles } from './subtitles.ts'
import { readTable } from './table.ts'
import { readTextGrid } from './textGrid.ts'
import { readTimedText } from './timedText.ts'

/** The largest projects of these programs stay far below it. */
export const MAX_NOTES_BYTES = 32_000_000

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new NotesRefusal('The file looks like JSON, but it is cut off or damaged. Export it again.')
  }
}

function jsonFormat(text: string): ReadableFormat {
  const value = jsonOf(text)
  return typeof value === 'object' && value !== null && 'observations' in value ? 'boris' : 'json'
}

/** What a file is, by what stands in it and not by its name. @throws NotesRefusal where it is nothing that can be read */
export function formatOf(text: string, fileName: string): ReadableFormat {
  const head = text.slice(0, 4000)
  if (text.trim() === '') throw new NotesRefusal('The file is empty. Export it again, and take in that file.')
  if (/^\s*[{[]/.test(head) && !/^\s*\[Script Info\]/i.test(head)) return jsonFormat(text)
  if (/<ANNOTATION_DOCUMENT[\s>]/.test(head)) return 'elan'
  if (/<ALL_INSTANCES[\s>/]|<instance[\s>]/i.test(text.slice(0, 100_000))) return 'sportscode'
  if (/<(?:\w{1,9}:)?tt[\s>]/.test(head)) return 'ttml'
  if (/^\s*File type\s*=\s*"ooTextFile/.test(head)) return 'textgrid'
  if (/^\s*WEBVTT/.test(head)) return 'vtt'
  if (/-->/.test(head)) return 'srt'
  if (/^\s*(?:SPEAKER|SPKR-INFO)\s+\S+\s+\d/.test(head)) return 'rttm'
  const odd = head.match(/[^\t\n\r\P{Cc}]|\ufffd/gu)?.length ?? 0
  const isTable = /[,;\t|]/.test(head.split(/\r\n|\r|\n/)[0] ?? '') && odd === 0 && !/^\s*</.test(head)
  if (isTable || (/\.(?:csv|tsv|txt)$/i.test(fileName) && odd === 0)) return 'csv'
  throw new NotesRefusal(
    'This is no file of notes that Debrief reads: a BORIS project, ELAN, Sportscode or LongoMatch XML, TextGrid, WebVTT, SubRip, TTML, CSV, or JSON of Debrief. Nothing was taken in.',
  )
}

/**
 * Reads a file of another program.
 * @throws NotesRefusal with a whole sentence
 */
export function readNotes(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions & { readonly format?: ReadableFormat | undefined } = {},
): NotesReading & { readonly format: ReadableFormat } {
  if (bytes.length > MAX_NOTES_BYTES)
    throw new NotesRefusal(
      `The file has ${Math.round(bytes.length / 1e6)} MB, far more than notes about a lesson (32 MB at most). Nothing was taken in.`,
    )
  // guessLegacy knows Windows' code pages; MacRoman and the like are rare enough.
  const text = decodeText(bytes, guessLegacy)
  const format = options.format ?? formatOf(text, fileName)
  return { ...readAs(format, { text, bytes, fileName, options }), format }
}

interface Source {
  readonly text: string
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly options: ReadOptions
}

function readAs(format: ReadableFormat, { text, bytes, fileName, options }: Source): NotesReading {
  switch (format) {
    case 'boris':
      return readBoris(jsonOf(text), options)
    case 'json':
      return readJson(jsonOf(text))
    case 'elan':
      return readElan(text)
    case 'sportscode':
      return readSportscode(text)
    case 'textgrid':
      return readTextGrid(text)
    case 'ttml':
      return readTimedText(text)
    case 'rttm':
      return readSpeakerTurns(text)
    case 'vtt':
    case 'srt':
      return readSubtitles(bytes, fileName)
    case 'csv':
      return readTable(text, options)
  }
}
