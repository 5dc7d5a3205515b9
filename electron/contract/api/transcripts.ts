import { z } from 'zod'
import { lessonId } from '../records/lesson.ts'
import { recordingId } from '../records/recording.ts'
import { cue, transcriptId } from '../records/transcript.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

export const transcriptView = z.object({
  id: transcriptId,
  lessonId,
  recordingId,
  fileName: z.string(),
  language: z.string().optional(),
  speakers: z.array(z.string()),
  /** On the lesson clock; those before its start are left out. */
  cues: z.array(cue),
  /** Who imported it. */
  author: authorView,
  createdAtMs: z.int(),
  /** Whoever imported it is one of the people of this machine, in whose name it may be removed. */
  local: z.boolean(),
  /** Changes whenever anything of it does. */
  version: z.string(),
})
export type TranscriptView = z.infer<typeof transcriptView>

/** What became of a line of the file that was not simply taken. */
export const transcriptNote = z.object({
  /** As an editor counts; absent where it is about the whole file. */
  line: z.int().positive().optional(),
  /** Words of the file are missing from the transcript. */
  skipped: z.boolean(),
  message: z.string(),
})
export type TranscriptNote = z.infer<typeof transcriptNote>

export const transcriptOutcome = z.object({
  transcript: transcriptView,
  /** The speaker's own transcript that this one took the place of; `restore` brings it back. */
  replaced: transcriptId.nullable(),
  /** What the file was read as: `utf-8`, `windows-1251` … */
  encoding: z.string(),
  /** The first of them, in the order of the file. */
  notes: z.array(transcriptNote),
  /** All of them, told or not. */
  noteCount: z.int().nonnegative(),
})
export type TranscriptOutcome = z.infer<typeof transcriptOutcome>

/** A subtitle file that lies beside a recording. */
export const transcriptBeside = z.object({ recordingId, fileName: z.string() })
export type TranscriptBeside = z.infer<typeof transcriptBeside>

export const transcripts = {
  /** The lesson's transcript: the one imported last; null where there is none. */
  get: procedure.input(z.object({ lessonId })).output(transcriptView.nullable()),
  /** Which version `get` would give, without its words; asked whenever something of the lesson changed. */
  version: procedure.input(z.object({ lessonId })).output(z.string().nullable()),
  /**
   * Reads WebVTT or SubRip (base64) of the named recording, or of the lesson's first, in the speaker's name, in the place of
   * the speaker's earlier one. A file of which nothing can be read is refused, with the lines and the reasons.
   */
  import: procedure
    .input(
      z.object({
        lessonId,
        recordingId: recordingId.optional(),
        name: z.string().max(1000),
        bytesBase64: z.string(),
        language: z.string().max(40).optional(),
      }),
    )
    .output(transcriptOutcome),
  /** Subtitle files that carry a recording's name and lie beside it. */
  beside: procedure.input(z.object({ lessonId })).output(z.array(transcriptBeside)),
  /** Imports one of those. */
  importBeside: procedure
    .input(z.object({ lessonId, recordingId, fileName: z.string().min(1) }))
    .output(transcriptOutcome),
  remove: procedure.input(z.object({ lessonId, id: transcriptId })).output(z.void()),
  /** Brings a removed one back; `insteadOf` is removed with the same act. */
  restore: procedure
    .input(z.object({ lessonId, id: transcriptId, insteadOf: transcriptId.optional() }))
    .output(transcriptView),
}
