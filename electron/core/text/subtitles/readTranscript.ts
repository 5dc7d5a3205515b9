import { type Cue, MAX_CUES } from '../../../contract/records/transcript.ts'
import { decodeText, encodingOf } from '../decodeText.ts'
import { guessLegacy } from '../guessLegacy.ts'
import { blocksOf, type Note, type RawCue } from './blocks.ts'
import { namesIn, turnsIn } from './speakers.ts'
import { voicesOf } from './words.ts'

/** A day of one cue a second with long words stays far under this. */
export const MAX_TRANSCRIPT_BYTES = 8_000_000
/** Longer words than anyone says in one breath: a broken file. */
const MAX_CUE_CHARACTERS = 5000
/** How long words stay whose end cannot be right. */
const GUESSED_LENGTH_MS = 3000
/** No lesson lasts two days. */
const MAX_TIME_MS = 48 * 3_600_000

export interface TranscriptReading {
  readonly cues: readonly Cue[]
  readonly speakers: readonly string[]
  readonly language: string | undefined
  readonly encoding: string
  readonly notes: readonly Note[]
}
export interface TranscriptRefusal {
  /** A whole sentence: what it is, and what to do. */
  readonly refused: string
  readonly notes: readonly Note[]
}

const nothing = 'Nothing was imported'

/** What a file is instead of a transcript; undefined where it may be one. */
function otherKind(bytes: Uint8Array, text: string, fileName: string): string | undefined {
  if (bytes.length === 0 || text.trim() === '')
    return `The file is empty. ${nothing}; save the transcript again, and import that file.`
  if (
    /<(?:\w{1,9}:)?tt\s[^<>]{0,2000}ns\/ttml/.test(text.slice(0, 4000)) ||
    /\.(?:dfxp|ttml)$/i.test(fileName)
  )
    return `This is a TTML file (DFXP). Debrief reads WebVTT (.vtt) and SubRip (.srt). ${nothing}; save it as one of those with the program it comes from.`
  if (/^\s*\[Script Info\]/i.test(text))
    return `This is a SubStation Alpha file (.ass, .ssa). Debrief reads WebVTT (.vtt) and SubRip (.srt). ${nothing}; save it as one of those.`
  if (/^\s*\{\d+\}\{\d+\}/.test(text))
    return `This is a MicroDVD file, which counts frames and not time. Debrief reads WebVTT (.vtt) and SubRip (.srt). ${nothing}; save it as one of those.`
  const sample = text.slice(0, 4000)
  const odd = sample.match(/[^\t\n\r\P{Cc}]|\ufffd/gu)?.length ?? 0
  if (odd > sample.length * 0.05)
    return `This is no text, so no transcript can be in it. Debrief reads WebVTT (.vtt) and SubRip (.srt). ${nothing}.`
  return undefined
}

/** Makes times right where that can be done, and says so. @returns undefined where they cannot be */
function settle(raw: RawCue, nextMs: number | undefined, notes: Note[]): RawCue | undefined {
  const { line } = raw
  if (raw.toMs <= 0 && raw.fromMs < 0) {
    notes.push({
      line,
      skipped: true,
      message: 'The cue ends before the recording begins, so it was skipped.',
    })
    return undefined
  }
  if (raw.fromMs > MAX_TIME_MS) {
    notes.push({ line, skipped: true, message: 'The cue begins more than two days in, so it was skipped.' })
    return undefined
  }
  const fromMs = Math.max(0, raw.fromMs)
  if (raw.fromMs < 0)
    notes.push({
      line,
      skipped: false,
      message: 'The cue begins before the recording; it was moved to its start.',
    })
  if (raw.toMs > fromMs) return { ...raw, fromMs, toMs: Math.min(raw.toMs, MAX_TIME_MS + GUESSED_LENGTH_MS) }
  const free = nextMs !== undefined && nextMs > fromMs ? nextMs - fromMs : GUESSED_LENGTH_MS
  const how = raw.toMs === raw.fromMs ? 'when it begins' : 'before it begins'
  notes.push({
    line,
    skipped: false,
    message: `The cue ends ${how}; its words were kept, with an end that was guessed.`,
  })
  return { ...raw, fromMs, toMs: fromMs + Math.min(free, GUESSED_LENGTH_MS) }
}

function settleAll(raws: readonly RawCue[], notes: Note[]): RawCue[] {
  const settled = raws.flatMap((raw, at) => settle(raw, raws[at + 1]?.fromMs, notes) ?? [])
  const early = settled.find((raw, at) => raw.fromMs < (settled[at - 1]?.fromMs ?? 0))
  if (!early) return settled
  notes.push({
    line: early.line,
    skipped: false,
    message: 'From here on cues are not in the order of their times; they were put in order.',
  })
  return settled.sort((a, b) => a.fromMs - b.fromMs || a.line - b.line)
}

function cuesOf(raws: readonly RawCue[], notes: Note[]): Pick<TranscriptReading, 'cues' | 'speakers'> {
  const voices = raws.map(({ lines }) => voicesOf(lines))
  const names = namesIn(voices)
  const speakers = new Map<string, number>()
  const indexOf = (name: string): number => {
    const index = speakers.get(name) ?? speakers.size
    speakers.set(name, index)
    return index
  }
  const cues = raws.flatMap(({ fromMs, toMs, line }, at): Cue[] => {
    const turns = turnsIn(voices[at] ?? [], names)
    if (turns.length === 0)
      notes.push({ line, skipped: true, message: 'No words stand under this time, so it was skipped.' })
    return turns.map(({ speaker, text }) => {
      if (text.length > MAX_CUE_CHARACTERS)
        notes.push({
          line,
          skipped: true,
          message: `The cue has ${text.length} characters; only its first ${MAX_CUE_CHARACTERS} were taken.`,
        })
      return {
        fromMs,
        toMs,
        ...(speaker !== undefined && { speaker: indexOf(speaker.slice(0, 120)) }),
        text: text.slice(0, MAX_CUE_CHARACTERS).replace(/[\ud800-\udbff]$/, ''),
      }
    })
  })
  return { cues, speakers: [...speakers.keys()] }
}

const byLine = (a: Note, b: Note): number => (a.line ?? 0) - (b.line ?? 0)

/**
 * Reads a transcript from the bytes of a WebVTT or SubRip file. What is off in it is repaired where its meaning is plain, else
 * left out; either is told with its line. Never throws.
 * @param fileName for what its ending says
 */
export function readTranscript(bytes: Uint8Array, fileName = ''): TranscriptReading | TranscriptRefusal {
  if (bytes.length > MAX_TRANSCRIPT_BYTES)
    return {
      refused: `The file has ${Math.round(bytes.length / 1_000_000)} MB, far more than a transcript (8 MB at most). ${nothing}.`,
      notes: [],
    }
  const encoding = encodingOf(bytes, guessLegacy)
  const text = decodeText(bytes, guessLegacy)
  const other = otherKind(bytes, text, fileName)
  if (other !== undefined) return { refused: other, notes: [] }
  const { format, language, cues: raws, notes: found } = blocksOf(text)
  if (raws.length > MAX_CUES)
    return {
      refused: `The file has ${raws.length} cues, far more than a lesson (${MAX_CUES} at most). ${nothing}; choose the transcript of this one recording.`,
      notes: [],
    }
  const notes = [...found]
  const { cues, speakers } = cuesOf(settleAll(raws, notes), notes)
  notes.sort(byLine)
  if (cues.length === 0)
    return {
      refused:
        notes.length > 0 && /->|–>|—>|-&gt;|→/.test(text)
          ? `No cue of the file could be read. ${nothing}.`
          : `The file ${format === 'vtt' ? 'is WebVTT, but has no cues' : 'has no times such as 00:01:02,500 --> 00:01:04,000, so it is neither WebVTT nor SubRip'}. ${nothing}.`,
      notes,
    }
  if (cues.length > MAX_CUES)
    return {
      refused: `The file has ${cues.length} turns of speakers, far more than a lesson (${MAX_CUES} at most). ${nothing}.`,
      notes,
    }
  const legacy: Note[] = encoding.startsWith('utf-')
    ? []
    : [
        {
          skipped: false,
          message: `The file does not say how its letters are stored; they were read as ${encoding}.`,
        },
      ]
  return { cues, speakers, language, encoding, notes: [...legacy, ...notes] }
}
