import type { NotesFormat, ReadableFormat } from '../../../electron/contract/api/notes.ts'

interface FormatWords {
  readonly name: string
  readonly what: string
}

/** What a format is called, and what it is for. */
export const formatWords: Readonly<Record<NotesFormat, FormatWords>> = {
  csv: { name: 'Table (CSV)', what: 'for a spreadsheet: one comment a row' },
  json: { name: 'JSON, complete', what: 'everything that is shared, for programs' },
  boris: { name: 'BORIS', what: 'behaviour coding' },
  elan: { name: 'ELAN', what: 'annotation in tiers' },
  sportscode: { name: 'Sportscode XML', what: 'also for LongoMatch and Nacsport' },
  textgrid: { name: 'TextGrid', what: 'for Praat' },
  vtt: { name: 'WebVTT', what: 'subtitles for the web' },
  srt: { name: 'SubRip (SRT)', what: 'subtitles for any player' },
  edl: { name: 'Markers for Resolve (EDL)', what: 'DaVinci Resolve' },
  fcpxml: { name: 'Markers for Final Cut (FCPXML)', what: 'Final Cut Pro' },
  fcp7: { name: 'Markers for Premiere (XML)', what: 'Premiere Pro' },
  chapters: { name: 'Chapters', what: 'lines for a video’s description' },
}

export const readName = (format: ReadableFormat): string => {
  if (format === 'ttml') return 'TTML'
  if (format === 'rttm') return 'RTTM'
  return formatWords[format].name
}
