import { readFile, stat } from 'node:fs/promises'
import { ulid } from 'ulid'
import type { TranscriptBeside, TranscriptOutcome, TranscriptView } from '../../contract/api/transcripts.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { Transcript, TranscriptId } from '../../contract/records/transcript.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Caller } from '../call.ts'
import { errorName } from '../library/fileSystem.ts'
import { lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Change, Library } from '../library/library.types.ts'
import type { Note } from '../text/subtitles/blocks.ts'
import {
  MAX_TRANSCRIPT_BYTES,
  readTranscript,
  type TranscriptReading,
} from '../text/subtitles/readTranscript.ts'
import { subtitlesBeside } from './beside.ts'

export interface TranscriptParts {
  library(): Library
  isLocal(id: PersonId): boolean
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  /** Who a person is, also where the library does not know them yet. */
  author(id: PersonId): TranscriptView['author']
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
}

interface Imported {
  readonly lessonId: LessonId
  readonly recordingId?: RecordingId | undefined
  readonly name: string
  readonly bytes: Uint8Array
  readonly language?: string | undefined
}
interface One {
  readonly lessonId: LessonId
  readonly id: TranscriptId
}

const MAX_NOTES = 100
const MAX_TOLD_LINES = 3

/** Why a file was refused, with the first lines that say so. */
function refusal(fileName: string, words: string, notes: readonly Note[]): DebriefError {
  const lines = notes
    .slice(0, MAX_TOLD_LINES)
    .map(({ line, message }) => `${line === undefined ? '' : `Line ${line}: `}${message}`)
  const more = notes.length > MAX_TOLD_LINES ? ` And ${notes.length - MAX_TOLD_LINES} more such lines.` : ''
  return new DebriefError('input.invalid', [words, ...lines].join(' ') + more, { subject: fileName })
}

/** `talk.pt-BR.vtt` → `pt-BR`; only codes of two or three letters that are one. */
function languageOfName(fileName: string): string | undefined {
  const code = /\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.[^.]+$/.exec(fileName)?.[1]
  if (code === undefined) return undefined
  const name = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code)
  return name === undefined ? undefined : code
}

const newestFirst = (a: Transcript, b: Transcript): number =>
  b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1)

/** What is said in a lesson: read from subtitle files, kept in the lesson's folder by whoever imported it. */
export function createTranscripts({ library, isLocal, speakerOf, author, fileOf }: TranscriptParts) {
  const all = async (lessonId: LessonId): Promise<Transcript[]> => {
    lessonOrThrow(library(), lessonId)
    const { transcripts } = await library().conversation(lessonId)
    return transcripts.map(({ record }) => record).sort(newestFirst)
  }

  const versionOf = ({ id, rev, recordingId }: Transcript): string =>
    [id, rev, library().find('recording', recordingId)?.offsetMs ?? 0].join(' ')

  const viewOf = (transcript: Transcript): TranscriptView => {
    const { id, lessonId, recordingId, fileName, language, speakers, cues, by, createdAtMs } = transcript
    const offsetMs = library().find('recording', recordingId)?.offsetMs ?? 0
    const onLessonClock = cues.flatMap(cue =>
      cue.toMs + offsetMs <= 0
        ? []
        : { ...cue, fromMs: Math.max(0, cue.fromMs + offsetMs), toMs: cue.toMs + offsetMs },
    )
    return {
      id,
      lessonId,
      recordingId,
      fileName,
      ...(language !== undefined && { language }),
      speakers: [...speakers],
      cues: offsetMs === 0 ? [...cues] : onLessonClock,
      author: author(by),
      createdAtMs,
      local: isLocal(by),
      version: versionOf(transcript),
    }
  }

  const find = async ({ lessonId, id }: One): Promise<Transcript> => {
    const found = (await all(lessonId)).find(transcript => transcript.id === id)
    if (found) return found
    throw new DebriefError(
      'notFound',
      'There is no such transcript in this lesson; it may have been removed. Nothing was changed.',
      { subject: id },
    )
  }

  const recordingFor = (lessonId: LessonId, wanted: RecordingId | undefined): Recording => {
    const recordings = recordingsOf(library(), lessonId)
    const recording = wanted === undefined ? recordings[0] : recordings.find(({ id }) => id === wanted)
    if (recording) return recording
    throw new DebriefError(
      'notFound',
      wanted === undefined
        ? 'This lesson has no recording that a transcript could belong to. Import the recording first. Nothing was changed.'
        : 'There is no such recording in this lesson. Nothing was changed.',
      { subject: wanted ?? lessonId },
    )
  }

  /** Tells of cues that the lesson is too short for: the file may belong to another recording. */
  const lateNote = ({ cues }: TranscriptReading, recording: Recording, endMs: number): Note[] => {
    const late = cues.filter(({ fromMs }) => fromMs + recording.offsetMs >= endMs).length
    if (late === 0 || endMs === 0) return []
    const whose = late === cues.length ? 'All' : `${late} of ${cues.length}`
    const message = `${whose} cues begin after the lesson’s end at ${formatTimecode(endMs)}. They were kept; is this the transcript of another recording?`
    return [{ skipped: false, message }]
  }

  const save = async (caller: Caller, input: Imported): Promise<TranscriptOutcome> => {
    const speaker = speakerOf(caller)
    const { lessonId, bytes } = input
    const before = (await all(lessonId)).filter(({ by }) => by === speaker)
    const recording = recordingFor(lessonId, input.recordingId)
    const fileName = input.name.replace(/^.*[\\/]/, '') || 'transcript'
    const reading = readTranscript(bytes, fileName)
    if ('refused' in reading) throw refusal(fileName, reading.refused, reading.notes)
    const id: TranscriptId = `transcript:${ulid()}`
    const language = input.language ?? reading.language ?? languageOfName(fileName)
    const said = { speakers: [...reading.speakers], cues: [...reading.cues] }
    await library().write(speaker, [
      ...before.map((old): Change => ({ remove: old.id, lessonId })),
      {
        put: {
          type: 'transcript',
          id,
          lessonId,
          recordingId: recording.id,
          fileName,
          ...(language !== undefined && { language }),
          ...said,
        },
        lessonId,
      },
    ])
    const notes = [
      ...lateNote(reading, recording, lengthMs(recordingsOf(library(), lessonId))),
      ...reading.notes,
    ]
    return {
      transcript: viewOf(await find({ lessonId, id })),
      replaced: before[0]?.id ?? null,
      encoding: reading.encoding,
      notes: notes.slice(0, MAX_NOTES),
      noteCount: notes.length,
    }
  }

  const beside = async (lessonId: LessonId): Promise<(TranscriptBeside & { path: string })[]> => {
    lessonOrThrow(library(), lessonId)
    const found = recordingsOf(library(), lessonId).map(async recording => {
      try {
        const files = await subtitlesBeside(await fileOf(recording))
        return files.map(file => ({ ...file, recordingId: recording.id }))
      } catch (error) {
        // A recording that is not there now has nothing beside it; the room itself says that it is missing.
        if (error instanceof DebriefError && error.code === 'media.missing') return []
        throw error
      }
    })
    return (await Promise.all(found)).flat()
  }

  const bytesOf = async (path: string, fileName: string): Promise<Uint8Array> => {
    try {
      const { size } = await stat(path)
      // One byte more than is taken says that it is too large; there is no need to read a whole recording for that.
      return size > MAX_TRANSCRIPT_BYTES ? new Uint8Array(MAX_TRANSCRIPT_BYTES + 1) : await readFile(path)
    } catch (error) {
      const name = errorName(error)
      if (name === undefined) throw error
      throw new DebriefError(
        'input.invalid',
        `“${fileName}” cannot be read (${name}). Nothing was imported. Check that its drive is connected and that you may read it.`,
        { subject: path },
        error,
      )
    }
  }

  return {
    get: async (lessonId: LessonId): Promise<TranscriptView | null> => {
      const [newest] = await all(lessonId)
      return newest ? viewOf(newest) : null
    },

    version: async (lessonId: LessonId): Promise<string | null> => {
      const [newest] = await all(lessonId)
      return newest ? versionOf(newest) : null
    },

    import: save,

    beside: async (lessonId: LessonId): Promise<TranscriptBeside[]> =>
      (await beside(lessonId)).map(({ recordingId, fileName }) => ({ recordingId, fileName })),

    importBeside: async (
      caller: Caller,
      { lessonId, recordingId, fileName }: { lessonId: LessonId; recordingId: RecordingId; fileName: string },
    ): Promise<TranscriptOutcome> => {
      speakerOf(caller)
      // Only what was offered is read: a caller names no other file of this machine.
      const file = (await beside(lessonId)).find(
        each => each.recordingId === recordingId && each.fileName === fileName,
      )
      if (!file)
        throw new DebriefError(
          'notFound',
          'This file does not lie beside the recording any more. Nothing was imported.',
          {
            subject: fileName,
          },
        )
      const bytes = await bytesOf(file.path, fileName)
      return save(caller, { lessonId, recordingId, name: fileName, bytes })
    },

    remove: async (caller: Caller, one: One): Promise<void> => {
      const speaker = speakerOf(caller)
      const { by } = await find(one)
      if (by !== speaker)
        throw new DebriefError(
          'notYours',
          `Only ${author(by).name} can remove this transcript. Import your own to see that one instead. Nothing was changed.`,
          { subject: one.id },
        )
      await library().write(speaker, [{ remove: one.id, lessonId: one.lessonId }])
    },

    restore: async (
      caller: Caller,
      { lessonId, id, insteadOf }: One & { insteadOf?: TranscriptId | undefined },
    ): Promise<TranscriptView> => {
      const speaker = speakerOf(caller)
      const there = await all(lessonId)
      const changes: Change[] = []
      if (insteadOf !== undefined && insteadOf !== id && there.some(each => each.id === insteadOf))
        changes.push({ remove: insteadOf, lessonId })
      if (!there.some(each => each.id === id)) changes.push({ restore: id, lessonId })
      if (changes.length > 0) await library().write(speaker, changes)
      return viewOf(await find({ lessonId, id }))
    },
  }
}
export type Transcripts = ReturnType<typeof createTranscripts>
