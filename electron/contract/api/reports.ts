import { z } from 'zod'
import { lessonId } from '../records/lesson.ts'
import { personId } from '../records/person.ts'
import { procedure } from './base.ts'

export const reportFormats = ['pdf', 'html', 'csv', 'xlsx'] as const
export const reportFormat = z.enum(reportFormats)
export type ReportFormat = z.infer<typeof reportFormat>

/** What there is to report of a lesson, as whoever asks may see it. */
export const reportPlan = z.object({
  lessonId,
  title: z.string(),
  /** Whose words there are, with how many comments; private notes are not counted. */
  people: z.array(z.object({ id: personId, name: z.string(), comments: z.int().nonnegative() })),
  /** How many private notes stay out, whoever is chosen. */
  privateLeftOut: z.int().nonnegative(),
  /** The folder that is written to unless someone says otherwise. */
  dir: z.string(),
  /** Without its ending. */
  name: z.string(),
})
export type ReportPlan = z.infer<typeof reportPlan>

export const writtenReport = z.object({
  file: z.string(),
  title: z.string(),
  /** How many comments are in it. */
  comments: z.int().nonnegative(),
  /** How many of its moments have a picture. */
  pictures: z.int().nonnegative(),
  /** The lesson may not leave the library, so its frames were left out. */
  restricted: z.literal(true).optional(),
})
export type WrittenReport = z.infer<typeof writtenReport>

/** A lesson's debrief as something to read, print or file. Private notes are in none. */
export const reports = {
  plan: procedure.input(z.object({ lessonId })).output(reportPlan),
  /**
   * Starts a job of kind `report`; its result is a WrittenReport. With `dir` the name is the lesson's and no file is replaced; with `file`,
   * the name is the caller's, and what is there gives way once the report is whole.
   */
  write: procedure
    .input(
      z.object({
        lessonId,
        format: reportFormat,
        /** Absolute. */
        file: z.string().optional(),
        /** Absolute; default: where clips are written. */
        dir: z.string().optional(),
        /** Whose words; default: everyone's. */
        people: z.array(personId).optional(),
        /** Whether each moment shows its frame. */
        pictures: z.boolean().default(true),
      }),
    )
    .output(z.object({ jobId: z.string() })),
}
