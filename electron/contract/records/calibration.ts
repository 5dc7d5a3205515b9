import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'
import { personId } from './person.ts'
import { criterion, domainColour, NOT_OBSERVED, rubricId, rubricLevel } from './rubric.ts'

export const calibrationId = idOf('calibration')
export type CalibrationId = z.infer<typeof calibrationId>
export const scoreSheetId = idOf('scoreSheet')
export type ScoreSheetId = z.infer<typeof scoreSheetId>
export const agreedLevelId = idOf('agreedLevel')
export type AgreedLevelId = z.infer<typeof agreedLevelId>

/** A criterion in the words that all raters have before their eyes, whatever becomes of the rubric. */
export const scoredCriterion = z.object({
  ...criterion.pick({ code: true, title: true, description: true, lookFors: true, descriptors: true }).shape,
  domain: z.string(),
  colour: domainColour,
})
export type ScoredCriterion = z.infer<typeof scoredCriterion>

/** A stretch on the lesson clock. */
export const scoredPlace = z
  .object({ fromMs: z.int().nonnegative(), toMs: z.int().positive() })
  .refine(({ fromMs, toMs }) => fromMs < toMs, 'The stretch ends before it begins.')

/** Several people score the same lesson, or a stretch of it, without seeing each other's scores. */
export const calibration = z.object({
  ...envelope.shape,
  id: calibrationId,
  type: z.literal('calibration'),
  lessonId,
  title: z.string().trim().min(1).max(300).optional(),
  /** Absent: the whole lesson. */
  place: scoredPlace.optional(),
  rubricId,
  rubricTitle: z.string(),
  /** The whole scale, lowest first. */
  levels: z.array(rubricLevel).min(1).max(12),
  criteria: z.array(scoredCriterion).min(1).max(100),
  raterIds: z.array(personId).min(2).max(30),
})
export type Calibration = z.infer<typeof calibration>

/** A level's code of the calibration's scale, or NOT_OBSERVED. */
export const scoredLevel = z.string().min(1).max(40)
const note = z.string().trim().min(1).max(2000)

export const score = z.object({
  code: z.string(),
  level: scoredLevel,
  /** Where in the lesson it shows, on the lesson clock. */
  momentsMs: z.array(z.int().nonnegative()).max(20).optional(),
  note: note.optional(),
})
export type Score = z.infer<typeof score>

/** One rater's own scores. They are shown when every rater's sheet is `ready`, and stay as they were from then on. */
export const scoreSheet = z.object({
  ...envelope.shape,
  id: scoreSheetId,
  type: z.literal('scoreSheet'),
  lessonId,
  calibrationId,
  scores: z.array(score).max(100),
  state: z.enum(['scoring', 'ready']),
})
export type ScoreSheet = z.infer<typeof scoreSheet>

/** Someone's word on what the raters agreed; a record of its own beside the first scores. The newest word stands. */
export const agreedLevel = z.object({
  ...envelope.shape,
  id: agreedLevelId,
  type: z.literal('agreedLevel'),
  lessonId,
  calibrationId,
  code: z.string(),
  /** Absent: no longer agreed. */
  level: scoredLevel.optional(),
  note: note.optional(),
})
export type AgreedLevel = z.infer<typeof agreedLevel>

export const isOnScale = (levels: readonly { readonly code: string }[], level: string): boolean =>
  level === NOT_OBSERVED || levels.some(({ code }) => code === level)
