import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'
import { recordingId } from './recording.ts'

export const transcriptId = idOf('transcript')
export type TranscriptId = z.infer<typeof transcriptId>

/** More than one cue a second for five hours; what has more is no lesson's transcript. */
export const MAX_CUES = 20_000

/** What is heard in one stretch. */
export const cue = z.object({
  /** On the recording's own clock, so that a corrected offset moves the transcript with its recording. */
  fromMs: z.int().nonnegative(),
  toMs: z.int().positive(),
  /** Who speaks: an index into the transcript's `speakers`. */
  speaker: z.int().nonnegative().optional(),
  text: z.string().min(1),
})
export type Cue = z.infer<typeof cue>

/** Who says what in a recording, cue by cue, in the order in which they begin. */
export const transcript = z.object({
  ...envelope.shape,
  id: transcriptId,
  type: z.literal('transcript'),
  lessonId,
  recordingId,
  /** The name of the file it was read from. */
  fileName: z.string(),
  /** BCP 47, where the file says it. */
  language: z.string().optional(),
  speakers: z.array(z.string().min(1)),
  cues: z.array(cue).min(1).max(MAX_CUES),
})
export type Transcript = z.infer<typeof transcript>
