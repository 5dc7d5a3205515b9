import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const recordingId = idOf('recording')
export type RecordingId = z.infer<typeof recordingId>

/** Finds the same recording again under another name or on another machine: size, and SHA-256 over size, head, middle and tail blocks. */
export const mediaIdentity = z.object({
  sizeBytes: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type MediaIdentity = z.infer<typeof mediaIdentity>

/** One of several sound tracks of a file. */
export const soundTrack = z.object({
  /** Its index in the file, as ffmpeg counts the streams. */
  stream: z.int().nonnegative(),
  codec: z.string(),
  channels: z.int().positive(),
  /** As the file says it: `deu`, `en-GB`. */
  language: z.string().max(35).optional(),
  /** What whoever made the file called it: “Lapel microphone”. */
  title: z.string().max(80).optional(),
  /** Chromium sounds this track when it plays the file itself. */
  playable: z.boolean(),
})
export type SoundTrack = z.infer<typeof soundTrack>

/** What ffprobe says of a recording, in our units. Never holds a place or a device; the only names are those of sound tracks. */
export const mediaFacts = z.object({
  durationMs: z.int().nonnegative(),
  /** The container's first presentation time; the lesson clock's 0 is this moment. */
  startMs: z.int(),
  /** As shown: rotation and pixel aspect applied. 0 × 0 for a sound-only recording. */
  width: z.int().nonnegative(),
  height: z.int().nonnegative(),
  fps: z.number().positive().optional(),
  /** Clockwise degrees to turn the stored picture: 0, 90, 180 or 270. */
  rotation: z.int(),
  videoCodec: z.string().optional(),
  audioCodec: z.string().optional(),
  container: z.string(),
  /** Index of the picture and sound streams in the file, as ffmpeg counts them. */
  videoStream: z.int().nonnegative().optional(),
  audioStream: z.int().nonnegative().optional(),
  /** All sound tracks, where there are several; `audioStream` is the one that the file itself puts first. */
  soundTracks: z.array(soundTrack).min(2).optional(),
  /** When the camera says it was recorded, ms since 1970. */
  recordedAtMs: z.int().optional(),
  /** Chromium shows the picture and sounds the sound of the file itself. */
  playable: z.boolean(),
})
export type MediaFacts = z.infer<typeof mediaFacts>

/** What an angle is called: “Teacher camera”. */
export const angleName = z.string().trim().min(1).max(80)

/** How a recording came to its place on the lesson clock; absent: nobody has looked yet. */
export const alignedBy = z.enum([
  'sound',
  'hand',
  /** It was listened to, and it shares no sound with the others. */
  'nothing',
])
export type AlignedBy = z.infer<typeof alignedBy>

/** No recording begins further than a day from a lesson's first. */
const MOST_OFFSET_MS = 86_400_000
export const offsetMs = z.int().min(-MOST_OFFSET_MS).max(MOST_OFFSET_MS)

/** One of the files that a camera split a recording into. */
export const recordingPart = z.object({
  fileName: z.string().min(1),
  /** As the recording's own. */
  path: z.string().min(1),
  identity: mediaIdentity,
  durationMs: z.int().nonnegative(),
})
export type RecordingPart = z.infer<typeof recordingPart>

export const recording = z.object({
  ...envelope.shape,
  id: recordingId,
  type: z.literal('recording'),
  lessonId,
  /** The file's name, without folders. */
  fileName: z.string().min(1),
  /** Where it was when it was imported: absolute, or relative to the library folder (`media/…`) when it was copied in. */
  path: z.string().min(1),
  identity: mediaIdentity,
  facts: mediaFacts,
  /** The files that are one recording together, in their order; `path` and `fileName` are then the first one's. Absent for a single file. */
  parts: z.array(recordingPart).min(2).optional(),
  /** Lesson-clock time of the recording's first moment; 0 for a lesson's first recording, below 0 where it began before that. */
  offsetMs: z.int(),
  name: angleName.optional(),
  alignedBy: alignedBy.optional(),
  /** Which of its sound tracks is heard; absent: `facts.audioStream`. */
  soundStream: z.int().nonnegative().optional(),
})
export type Recording = z.infer<typeof recording>
