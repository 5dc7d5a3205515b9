import { z } from 'zod'
import { failure } from '../errors.ts'
import { clipId, clipTitle, exemplar } from '../records/clip.ts'
import { commentKind } from '../records/comment.ts'
import { lessonId } from '../records/lesson.ts'
import { personId } from '../records/person.ts'
import { recordingId } from '../records/recording.ts'
import { rubricId } from '../records/rubric.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

export const clipView = z.object({
  id: clipId,
  lessonId,
  title: z.string(),
  fromMs: z.int(),
  toMs: z.int(),
  /** The recording that someone chose for it; absent: the first that covers it, see clips/shownRecording.ts. */
  recordingId: recordingId.optional(),
  /** Title of the first collection it is in. */
  collection: z.string().optional(),
  /** Titles of all collections it is in. */
  collections: z.array(z.string()),
  author: authorView,
  createdAtMs: z.int(),
  /** Comments (without private notes) that apply within it. */
  comments: z.int(),
  /** Who wrote them, by how much they wrote. */
  people: z.array(personId),
  kinds: z.array(commentKind),
  /** What they are tagged with, most frequent first; `levels` where someone rated it. */
  criteria: z.array(z.object({ rubricId, code: z.string(), levels: z.array(z.string()) })),
  /** Of what it is an example to others. */
  exemplarOf: z.array(exemplar),
})
export type ClipView = z.infer<typeof clipView>

/** Clips that one act may touch. */
export const MAX_AT_ONCE = 5000
/** The most that a clip may reach before and after its comment, ms. */
export const MAX_HANDLE_MS = 120_000

export const clipsFromComments = z.object({
  rubricId,
  code: z.string().min(1),
  /** Only comments that were rated so. */
  level: z.string().optional(),
  lessonId: lessonId.optional(),
  /** How long before the comment the clip begins. */
  beforeMs: z.int().min(0).max(MAX_HANDLE_MS),
  /** How long after the comment it ends. */
  afterMs: z.int().min(0).max(MAX_HANDLE_MS),
  /** Title of a collection to put them into; made where there is none. */
  collection: z.string().trim().min(1).max(300).optional(),
})
export type ClipsFromComments = z.infer<typeof clipsFromComments>

export const clipsFromCommentsPlan = z.object({
  /** How many clips would be made, and how long they are together. */
  clips: z.int(),
  durationMs: z.int(),
  lessons: z.int(),
  /** Comments of which there is such a clip already. */
  existing: z.int(),
  /** Their titles, as far as a list may be long. */
  titles: z.array(z.string()),
})
export type ClipsFromCommentsPlan = z.infer<typeof clipsFromCommentsPlan>

export const clips = {
  list: procedure.input(z.object({ lessonId: lessonId.optional() }).default({})).output(z.array(clipView)),
  add: procedure
    .input(
      z.object({
        lessonId,
        title: clipTitle,
        fromMs: z.int().nonnegative(),
        toMs: z.int().positive(),
        recordingId: recordingId.optional(),
        collection: z.string().trim().min(1).optional(),
      }),
    )
    .output(clipView),
  update: procedure
    .input(
      z.object({
        id: clipId,
        title: clipTitle.optional(),
        fromMs: z.int().nonnegative().optional(),
        toMs: z.int().positive().optional(),
        /** `null`: chosen by itself again. */
        recordingId: recordingId.nullable().optional(),
      }),
    )
    .output(clipView),
  /** Says of clips that they are examples of a criterion (a new level takes the place of the old), or takes that back. All or none. */
  exemplify: procedure
    .input(z.object({ clipIds: z.array(clipId).min(1).max(MAX_AT_ONCE), ...exemplar.shape, on: z.boolean() }))
    .output(z.array(clipView)),
  /** What `addFromComments` would make. */
  planFromComments: procedure.input(clipsFromComments).output(clipsFromCommentsPlan),
  /** A clip of every comment with a criterion, with handles before and after. All or none. */
  addFromComments: procedure.input(clipsFromComments).output(z.array(clipView)),
  remove: procedure.input(z.object({ id: clipId })).output(z.void()),
  restore: procedure.input(z.object({ id: clipId })).output(clipView),
}

export const exportStyles = ['overlay', 'panel', 'none'] as const
export const exportStyle = z.enum(exportStyles)
export type ExportStyle = z.infer<typeof exportStyle>

/** What may be written beside a clip: its comments as subtitles, or all of it as data. */
export const sidecarKinds = ['vtt', 'srt', 'json'] as const
export const sidecarKind = z.enum(sidecarKinds)
export type SidecarKind = z.infer<typeof sidecarKind>

/** Longer questions are no prompt any more. */
export const MAX_PROMPT_LENGTH = 300
export const MAX_HOLD_MS = 60_000
export const SLOWEST = 0.25
export const gainDbRange = { least: -30, most: 20 } as const

export const exportOptions = z.object({
  style: exportStyle.default('overlay'),
  /** Embeds comments and transcript as soft subtitles, and chapters. */
  subtitles: z.boolean().default(false),
  /** Files beside the clip. Default: a `.vtt` where there are subtitles. */
  sidecars: z.array(sidecarKind).optional(),
  /** A JPEG beside the clip that stands for it in lists. */
  poster: z.boolean().default(false),
  /** How long the picture stands still when a drawing comes on; 0 for not at all. */
  holdMs: z.int().min(0).max(MAX_HOLD_MS).default(0),
  titleCard: z.boolean().default(false),
  endCard: z.boolean().default(false),
  /** The cards name the teacher. */
  showTeacher: z.boolean().default(false),
  /** A question to those who watch; on the cards and below the picture of a side panel. */
  prompt: z.string().trim().max(MAX_PROMPT_LENGTH).optional(),
  /** 1 is as recorded, 0.5 half as fast; voices keep their pitch. */
  speed: z.number().min(SLOWEST).max(1).default(1),
  /** Louder or quieter, dB. */
  gainDb: z.int().min(gainDbRange.least).max(gainDbRange.most).default(0),
  /** Leaves the sound out. */
  mute: z.boolean().default(false),
  /** Brings quiet and loud voices to one level. */
  evenVoices: z.boolean().default(false),
  /** Encodes every picture anew, though those without a comment could be copied. */
  exact: z.boolean().default(false),
})
export type ExportOptions = z.infer<typeof exportOptions>

export const exportedClip = z.object({
  clipId,
  file: z.string(),
  durationMs: z.int(),
  method: z.enum(['smart', 'full', 'copy']),
  /** How much of it was encoded anew. */
  encodedMs: z.int(),
  verified: z.literal(true),
  /** Why every picture was encoded, as the end of a sentence; absent where some were copied. */
  why: z.string().optional(),
  sizeBytes: z.int(),
  /** Subtitles, data and poster that stand beside it. */
  beside: z.array(z.string()).default([]),
})
export type ExportedClip = z.infer<typeof exportedClip>

/** Many clips in one file. `exported` has an entry a clip, each with the reel as its file. */
export const exportedReel = z.object({
  reel: z.object({
    file: z.string(),
    durationMs: z.int(),
    sizeBytes: z.int(),
    verified: z.literal(true),
    /** Where each clip begins, card included. */
    clips: z.array(z.object({ clipId, fromMs: z.int(), durationMs: z.int() })),
    beside: z.array(z.string()),
  }),
  exported: z.array(exportedClip),
  failed: z.array(failure),
})
export type ExportedReel = z.infer<typeof exportedReel>

/** The exports that are not over. */
export const exportQueue = z.object({
  paused: z.boolean(),
  /** In the order in which they are written. */
  jobIds: z.array(z.string()),
  /** How many this machine writes at once. */
  atOnce: z.int().positive(),
})
export type ExportQueueView = z.infer<typeof exportQueue>

export const exportResult = z.object({ exported: z.array(exportedClip), failed: z.array(failure) })
export type ExportResult = z.infer<typeof exportResult>

export const exportEstimate = z.object({
  width: z.int(),
  height: z.int(),
  durationMs: z.int(),
  sizeBytes: z.int(),
  tookMs: z.int(),
  encodedMs: z.int(),
  copiedMs: z.int(),
  /** Where the cut lands: the time of its first picture, and the end of its last, lesson clock. */
  landsAtMs: z.int(),
  endsAtMs: z.int(),
  /** How long each stretch of the clip is that is copied or encoded, in its order. */
  parts: z.array(z.object({ how: z.enum(['copy', 'encode']), durationMs: z.int() })),
  /** Why every picture will be encoded, as the end of a sentence; absent where some are copied. */
  why: z.string().optional(),
  /** Comments that will be shown; private notes are never among them. */
  comments: z.int(),
  privateLeftOut: z.int(),
  /** A moment of the finished clip that shows its look. */
  showMs: z.int(),
  /** Comments that will pass faster than they can be read. */
  hurried: z.int(),
  /** Drawings on the picture, of which `held` make it stand still. */
  drawings: z.int(),
  held: z.int(),
  /** Whether there is a transcript to put into the subtitles. */
  transcript: z.boolean(),
  /** Characters for which this machine has no font. */
  missingGlyphs: z.array(z.string()),
})
export type ExportEstimate = z.infer<typeof exportEstimate>

export const exports = {
  estimate: procedure.input(z.object({ clipId, ...exportOptions.shape })).output(exportEstimate),
  /**
   * One frame exactly as it will be burned in, at a moment of the lesson, or of the finished clip (`clipMs`, which comes first).
   * @returns PNG, base64
   */
  preview: procedure
    .input(
      z.object({
        clipId,
        atMs: z.int().nonnegative().optional(),
        clipMs: z.int().nonnegative().optional(),
        ...exportOptions.shape,
      }),
    )
    .output(z.object({ pngBase64: z.string() })),
  /**
   * Starts one job of kind `export` for each clip; its result is an ExportedClip. Without `dir`: the settings' folder. With `reel`
   * (a name in that folder, or a whole path) one job for all of them; its result is an ExportedReel.
   */
  start: procedure
    .input(
      z.object({
        clipIds: z.array(clipId).min(1).max(500),
        dir: z.string().optional(),
        reel: z.string().trim().min(1).optional(),
        ...exportOptions.shape,
      }),
    )
    .output(z.object({ jobIds: z.array(z.string()), dir: z.string() })),
  /** How much room the folder has; absent where the disk does not say. */
  room: procedure
    .input(z.object({ dir: z.string().optional() }))
    .output(z.object({ dir: z.string(), freeBytes: z.number().optional() })),
  queue: procedure.output(exportQueue),
  pause: procedure.input(z.object({ on: z.boolean() })).output(exportQueue),
  /** One place earlier or later. */
  move: procedure
    .input(z.object({ jobId: z.string(), by: z.union([z.literal(-1), z.literal(1)]) }))
    .output(exportQueue),
}
