import { z } from 'zod'
import { failure } from '../errors.ts'
import { lessonDetails, lessonId } from '../records/lesson.ts'
import { personId } from '../records/person.ts'
import { alignedBy, angleName, offsetMs, recordingId, soundTrack } from '../records/recording.ts'
import { rubricId } from '../records/rubric.ts'
import { procedure } from './base.ts'
import { consentView } from './consent.ts'

/**
 * What a guest of a live session gets of a recording that the host sends: what the host itself would play, its playable copy in its place, or a
 * copy at a low rate.
 */
export const streamRate = z.enum(['full', 'copy', 'lean'])
export type StreamRate = z.infer<typeof streamRate>

export const recordingView = z.object({
  id: recordingId,
  /** Where it is on this machine, or where it was. */
  file: z.string(),
  durationMs: z.int(),
  width: z.int(),
  height: z.int(),
  fps: z.number().optional(),
  rotation: z.int(),
  videoCodec: z.string().optional(),
  audioCodec: z.string().optional(),
  playable: z.boolean(),
  proxyNeeded: z.boolean(),
  missing: z.boolean(),
  /** Lesson-clock time of its first moment. */
  offsetMs: z.int(),
  /** What this angle is called; absent: by its file's name. */
  name: z.string().optional(),
  /** How it came to that place; absent: nobody has looked yet. */
  alignedBy: alignedBy.optional(),
  /** Its sound tracks, where there are several, and the one that is heard. */
  soundTracks: z.array(soundTrack.omit({ playable: true })).optional(),
  soundStream: z.int().optional(),
  hasPoster: z.boolean(),
  /** Of the playable copy of a recording that Chromium cannot play itself. */
  proxy: z.enum(['none', 'making', 'ready', 'failed']),
  /** What the page should play now: `live` is the playable copy while it is made; nothing where the recording is missing. */
  source: z.enum(['original', 'proxy', 'live']).nullable(),
  /** How much of it comes from the host of a live session, as the network carries it; absent for what is on this machine. */
  streams: streamRate.optional(),
})
export type RecordingView = z.infer<typeof recordingView>

export const lessonView = z.object({
  id: lessonId,
  ...lessonDetails.shape,
  durationMs: z.int(),
  recordings: z.array(recordingView),
  /** How many, private notes of this machine's people included. */
  comments: z.number().int(),
  clips: z.number().int(),
  createdAtMs: z.int(),
  /** Absent where nobody said anything of it and the library does not ask for it. */
  consent: consentView.optional(),
  /** Who has written in it, by how much they wrote. */
  people: z.array(personId),
  /** Where comments stand, for the card's mini timeline. */
  marks: z.array(z.object({ atMs: z.int(), by: personId })),
  /** Criteria tagged in it, most frequent first. */
  criteria: z.array(z.object({ rubricId, code: z.string(), count: z.int() })),
})
export type LessonView = z.infer<typeof lessonView>

/** What is known of a lesson only after its conversation was read: whose clips are counted hangs on who looks alone first. */
const told = { comments: true, clips: true, people: true, marks: true, criteria: true } as const

/** A lesson as the catalog has it: all that is known of it without reading its conversation. */
export const lessonEntry = lessonView.omit(told)
export type LessonEntry = z.infer<typeof lessonEntry>

export const lessonSummary = lessonView.pick({ id: true, ...told }).partial({ marks: true })
export type LessonSummary = z.infer<typeof lessonSummary>

/** At most so many lessons are summed up for one request. */
export const MOST_SUMMARIES = 100

/** So many are asked for at a time where nobody waits for one of them. */
export const SUMMARIES_IN_BACKGROUND = 50

export const lessonSummaries = z.object({
  summaries: z.array(lessonSummary),
  failed: z.array(failure.extend({ lessonId })),
})
export type LessonSummaries = z.infer<typeof lessonSummaries>

export const importOutcome = z.object({
  file: z.string(),
  lessonId,
  recordingId,
  title: z.string(),
  durationMs: z.int(),
  width: z.int(),
  height: z.int(),
  playable: z.boolean(),
  proxyNeeded: z.boolean(),
  /** The camera's files that are this recording together. */
  parts: z.array(z.string()).optional(),
  /** The library had this recording already; nothing was added. */
  existing: z.boolean(),
})
export type ImportOutcome = z.infer<typeof importOutcome>

export const importResult = z.object({ imported: z.array(importOutcome), failed: z.array(failure) })
export type ImportResult = z.infer<typeof importResult>

export const importRequest = z.object({
  /** Absolute paths of files; folders are searched for recordings. */
  files: z.array(z.string().min(1)).min(1),
  /** With one file only. */
  title: lessonDetails.shape.title.optional(),
  teacher: lessonDetails.shape.teacher,
  date: lessonDetails.shape.date,
  subject: lessonDetails.shape.subject,
  grade: lessonDetails.shape.grade,
  /** Adds an angle to this lesson instead of making lessons. */
  lessonId: lessonId.optional(),
  /** Copies into the library instead of linking. */
  copy: z.boolean().default(false),
  /** Makes the camera's split files one recording. Not together with `copy`. */
  join: z.boolean().default(false),
})
export type ImportRequest = z.input<typeof importRequest>

/** Files that look like one recording which a camera split, in their order. */
export const cameraSplit = z.array(z.object({ file: z.string(), durationMs: z.int() })).min(2)
export type CameraSplit = z.infer<typeof cameraSplit>

/** Files of recordings: one that a camera split counts with each of its files. */
export const relinkResult = z.object({ found: z.int().nonnegative(), stillMissing: z.int().nonnegative() })
export type RelinkResult = z.infer<typeof relinkResult>

/** `null` clears a detail. */
export const lessonPatch = z.object({
  id: lessonId,
  title: lessonDetails.shape.title.optional(),
  teacher: lessonDetails.shape.teacher.nullable(),
  date: lessonDetails.shape.date.nullable(),
  subject: lessonDetails.shape.subject.nullable(),
  grade: lessonDetails.shape.grade.nullable(),
  focus: lessonDetails.shape.focus.nullable(),
  rubricId: rubricId.nullable().optional(),
})

export const lessons = {
  /** Newest first. */
  list: procedure.output(z.array(lessonView)),
  /** The same lessons in the same order, at once: no conversation is read for it. */
  entries: procedure.output(z.array(lessonEntry)),
  /** What their conversations say, of these lessons. Each of them is in the answer, summed up or with why it could not be. */
  summaries: procedure
    .input(
      z.object({
        ids: z.array(lessonId).min(1).max(MOST_SUMMARIES),
        /** For cards in sight: with their marks, and before those that are read without. */
        marks: z.boolean().default(false),
      }),
    )
    .output(lessonSummaries),
  /** `id` may be any unique prefix of an id, or a title. */
  find: procedure.input(z.object({ id: z.string().min(1) })).output(lessonView),
  update: procedure.input(lessonPatch).output(lessonView),
  remove: procedure.input(z.object({ id: lessonId })).output(z.void()),
  restore: procedure.input(z.object({ id: lessonId })).output(lessonView),
  /** Adds the sample lesson, or finds the one that was added before. */
  addSample: procedure.output(lessonView),
}

/** What was heard of two recordings of one lesson. */
export const alignment = z.object({
  recordingId,
  /** The recording that it was compared with. */
  withId: recordingId,
  /** False: they share no sound, and the offset stayed as it was. */
  shared: z.boolean(),
  /** Where it lies on the lesson clock now, and where it lay before. */
  offsetMs: z.int(),
  beforeMs: z.int(),
  /** 0 to 1: the share of stretches of sound that agree within 5 ms. */
  confidence: z.number().min(0).max(1),
  /** By how much the two cameras' clocks part from the middle of what they share to its ends, ms. */
  partsByMs: z.int().nonnegative(),
})
export type Alignment = z.infer<typeof alignment>

export const recordings = {
  /** Starts a job of kind `import`, whose result is an ImportResult. */
  import: procedure.input(importRequest).output(z.object({ jobId: z.string() })),
  /** Which of these files, and of those in these folders, a camera seems to have split. Nothing is imported. */
  findSplits: procedure
    .input(z.object({ files: z.array(z.string().min(1)).min(1) }))
    .output(z.array(cameraSplit)),
  /** Makes the playable copy now, before all others (it is also made by itself when the lesson is opened). */
  makeProxy: procedure.input(z.object({ id: recordingId })).output(z.object({ jobId: z.string() })),
  /** Looks for all missing recordings in a folder or on a drive, by what they are: a job of kind `relink`, whose result is a RelinkResult. */
  relinkFolder: procedure.input(z.object({ dir: z.string().min(1) })).output(z.object({ jobId: z.string() })),
  /** Tells where a missing recording is now; refused where the file is another recording. */
  /**
   * Names an angle (`null`: by its file again), moves it on the lesson clock by hand, or chooses which of its sound tracks is heard
   * (`null`: the one that the file puts first). The first recording is the clock and does not move.
   */
  update: procedure
    .input(
      z.object({
        id: recordingId,
        name: angleName.nullable().optional(),
        offsetMs: offsetMs.optional(),
        /** Said when a move is taken back: how it had come to its place. */
        alignedBy: alignedBy.nullable().optional(),
        soundStream: z.int().nonnegative().nullable().optional(),
      }),
    )
    .output(recordingView),
  /** Starts a job of kind `align`, whose result is an Alignment: finds the offset by the sound that both recordings share. */
  align: procedure.input(z.object({ id: recordingId })).output(z.object({ jobId: z.string() })),
  /** Takes an angle out of its lesson; its file stays where it is. Refused for the only recording. */
  remove: procedure.input(z.object({ id: recordingId })).output(z.void()),
  restore: procedure.input(z.object({ id: recordingId })).output(recordingView),
  relink: procedure.input(z.object({ id: recordingId, file: z.string().min(1) })).output(recordingView),
}
