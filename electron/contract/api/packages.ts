import { z } from 'zod'
import { consent as consentRecord, consentState } from '../records/consent.ts'
import { lessonId } from '../records/lesson.ts'
import { personId, role } from '../records/person.ts'
import { recordingId } from '../records/recording.ts'
import { procedure } from './base.ts'

export const packageMedia = ['none', 'proxy', 'original'] as const
/** What of the recordings goes along: nothing, a small playable copy, or the files themselves. */
export type PackageMedia = (typeof packageMedia)[number]

/** How many records of each kind; `total` counts those of all kinds. */
export const recordCounts = z.object({
  comments: z.int(),
  replies: z.int(),
  tags: z.int(),
  drawings: z.int(),
  other: z.int(),
  total: z.int(),
})
export type RecordCounts = z.infer<typeof recordCounts>

const passphrase = z.string().min(1).max(1000).optional()
/** An absolute path on the host's machine. */
const file = z.string().min(1)

export const packageRecording = z.object({
  recordingId,
  fileName: z.string(),
  durationMs: z.int(),
  sizeBytes: z.int(),
  /** The file is not on this machine, so neither it nor a copy can go along. */
  missing: z.boolean(),
  /** It has masks: they are burned into its copy, and the recording itself cannot go along. */
  masked: z.boolean(),
})

/** What would go into a package of a lesson. */
export const packagePlan = z.object({
  lessonId,
  title: z.string(),
  counts: recordCounts,
  people: z.array(z.string()),
  recordings: z.array(packageRecording),
  /** A rough guess, bytes; what is said in the lesson is small beside any recording. */
  sizes: z.object({ none: z.int(), proxy: z.int(), original: z.int() }),
  /** Where it would be written, and under which name. */
  dir: z.string(),
  name: z.string(),
})
export type PackagePlan = z.infer<typeof packagePlan>

export const writtenPackage = z.object({
  file: z.string(),
  lessonId,
  title: z.string(),
  sizeBytes: z.int(),
  counts: recordCounts,
  media: z.array(z.object({ recordingId, kind: z.enum(['proxy', 'original']), sizeBytes: z.int() })),
  encrypted: z.boolean(),
})
export type WrittenPackage = z.infer<typeof writtenPackage>

export const packagePerson = z.object({
  id: personId,
  name: z.string(),
  role: z.string(),
  /** Someone of this library already. */
  known: z.boolean(),
  added: recordCounts,
  updated: recordCounts,
})

/** What a package would bring, shown before anything is taken in. */
export const packagePreview = z.object({
  file: z.string(),
  lesson: z.object({ id: lessonId, title: z.string(), existing: z.boolean() }),
  madeAtMs: z.int(),
  by: z.object({ name: z.string(), role }),
  encrypted: z.boolean(),
  /** Who wrote what is new or changed, most words first. */
  people: z.array(packagePerson),
  added: recordCounts,
  updated: recordCounts,
  unchanged: z.int(),
  rubrics: z.array(z.string()),
  recordings: z.array(
    z.object({
      fileName: z.string(),
      durationMs: z.int(),
      /** The recording is on this machine. */
      here: z.boolean(),
      brings: z.enum(['proxy', 'original']).nullable(),
      sizeBytes: z.int(),
    }),
  ),
  /** What it says of the lesson's consent, where that is another thing than what is said here; absent where it says nothing new. */
  consent: z
    .object({
      state: consentState,
      note: consentRecord.shape.note,
      /** Who said so. */
      by: z.string(),
      /** It counts here too once the package is taken in; what is restricted here stays so, whatever the package says. */
      taken: z.boolean(),
    })
    .optional(),
  /** Records that name someone known here, and were not signed by them as far as this machine knows. */
  doubts: z.object({ count: z.int(), people: z.array(z.string()) }),
})
export type PackagePreview = z.infer<typeof packagePreview>

export const mergedPackage = z.object({
  lessons: z.array(z.object({ id: lessonId, title: z.string(), existing: z.boolean() })),
  added: recordCounts,
  updated: recordCounts,
  unchanged: z.int(),
  media: z.array(
    z.object({
      recordingId,
      fileName: z.string(),
      /** `kept`: it is on this machine already; `missing`: neither here nor in the package. */
      outcome: z.enum(['kept', 'proxy', 'original', 'missing']),
    }),
  ),
})
export type MergedPackage = z.infer<typeof mergedPackage>

/** A lesson's conversation in one `.debrief` file, for machines that share no folder. */
export const packages = {
  plan: procedure.input(z.object({ lessonId })).output(packagePlan),
  /**
   * Starts a job of kind `package`, whose result is a WrittenPackage. With `file` it is written just there; with `dir` under a name
   * that nobody has there yet.
   */
  write: procedure
    .input(
      z.object({
        lessonId,
        file: file.optional(),
        dir: file.optional(),
        media: z.enum(packageMedia).default('none'),
        passphrase,
      }),
    )
    .output(z.object({ jobId: z.string() })),
  /** Reads and checks a package, and compares it with the library. Nothing is written. */
  preview: procedure.input(z.object({ file, passphrase })).output(packagePreview),
  /**
   * Starts a job of kind `merge`, whose result is a MergedPackage. What names someone known here and is not signed by them is refused, unless
   * `acceptUnverified`: then it is taken in and marked.
   */
  merge: procedure
    .input(z.object({ file, passphrase, acceptUnverified: z.boolean().default(false) }))
    .output(z.object({ jobId: z.string() })),
  /** Packages that the system opened Debrief with, and nobody has looked at yet. */
  waiting: procedure.output(z.array(z.string())),
  /** Puts a package on that list; every open page shows it. */
  announce: procedure.input(z.object({ file })).output(z.void()),
  /** Takes it off the list; a dropped copy that has no other place is deleted. */
  putAway: procedure.input(z.object({ file })).output(z.void()),
}
