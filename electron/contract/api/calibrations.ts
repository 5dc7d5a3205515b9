import { z } from 'zod'
import { agreedLevel, calibration, calibrationId, score, scoreSheet } from '../records/calibration.ts'
import { lessonId } from '../records/lesson.ts'
import { personId } from '../records/person.ts'
import { rubricId } from '../records/rubric.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

const said = calibration.pick({
  id: true,
  lessonId: true,
  title: true,
  place: true,
  rubricId: true,
  rubricTitle: true,
  levels: true,
  criteria: true,
})

export const agreedView = z.object({
  ...agreedLevel.pick({ code: true, note: true }).shape,
  level: z.string(),
  /** Who wrote it down. */
  author: authorView,
})
export type AgreedView = z.infer<typeof agreedView>

export const calibrationView = z.object({
  ...said.shape,
  author: authorView,
  createdAtMs: z.int(),
  raters: z.array(
    z.object({
      person: authorView,
      /** `unsaid`: has not scored anything yet. */
      state: z.enum(['unsaid', ...scoreSheet.shape.state.options]),
      /** How many criteria; never which, nor how. */
      scored: z.int(),
    }),
  ),
  /** Every rater is ready: scores are shown, and stay as they are. */
  revealed: z.boolean(),
  /** The speaker's own, whatever the others have done. */
  mine: scoreSheet.pick({ scores: true, state: true }).optional(),
  /** Of each rater in the order of `raters`; empty until `revealed`. */
  sheets: z.array(z.object({ raterId: personId, scores: z.array(score) })),
  /** Empty until `revealed`. */
  agreed: z.array(agreedView),
})
export type CalibrationView = z.infer<typeof calibrationView>

const undefinedWhy = z.enum(['noPairs', 'noVariation', 'notTwoRaters', 'unequalRaters'])
const interval = z.union([
  z.object({ low: z.number(), high: z.number() }),
  z.object({ undefinedBecause: z.enum(['tooFew', 'noFigure', 'oftenUndefined']) }),
])

/** A figure with its 95 % interval, or why there is none. */
export const measured = z.union([
  z.object({ value: z.number(), interval }),
  z.object({ undefinedBecause: undefinedWhy }),
])
export type Measured = z.infer<typeof measured>

export const agreementView = z.object({
  raters: z.int(),
  /** Calibrations that were taken together. */
  calibrations: z.int(),
  /** Criteria that at least two people scored: what the figures are taken over. */
  units: z.int(),
  /** Pairs of scores of one criterion, and how many of them are the same, or at most one level apart. */
  pairs: z.int(),
  samePairs: z.int(),
  nearPairs: z.int(),
  percent: measured,
  /** Not observed takes no part: it is on no scale. */
  withinOne: measured,
  /** Cohen's for two raters, Fleiss' for more. */
  kappa: z.object({ of: z.enum(['cohen', 'fleiss']), figure: measured }),
  /** By the order of the levels; not observed takes no part. */
  alpha: measured,
  /** By name; not observed is a name of its own. */
  alphaByName: measured,
})
export type AgreementView = z.infer<typeof agreementView>

const one = { lessonId, id: calibrationId }

/** Scoring blind: no procedure answers anyone with another rater's scores before all are ready. */
export const calibrations = {
  /** Newest first. */
  list: procedure.input(z.object({ lessonId })).output(z.array(calibrationView)),
  /**
   * Begins one about the whole lesson, or about a stretch of it. The criteria's words are kept as they are now.
   * `codes` chooses criteria of the rubric; absent: all.
   */
  add: procedure
    .input(
      z.object({
        lessonId,
        rubricId,
        codes: z.array(z.string()).min(1).max(100).optional(),
        title: calibration.shape.title,
        place: calibration.shape.place,
        raterIds: calibration.shape.raterIds,
      }),
    )
    .output(calibrationView),
  /** Who scores; only before the scores are shown, and only by who began it. */
  setRaters: procedure
    .input(z.object({ ...one, raterIds: calibration.shape.raterIds }))
    .output(calibrationView),
  remove: procedure.input(z.object(one)).output(z.void()),
  restore: procedure.input(z.object(one)).output(calibrationView),
  /** The speaker's score of one criterion. `level: null` takes it away. */
  putScore: procedure
    .input(
      z.object({
        ...one,
        code: score.shape.code,
        level: score.shape.level.nullable(),
        momentsMs: score.shape.momentsMs,
        note: z.string().trim().max(2000).optional(),
      }),
    )
    .output(calibrationView),
  /** The speaker is ready; scores are shown when everyone is. */
  reveal: procedure.input(z.object(one)).output(calibrationView),
  /** Back to scoring, while not everyone is ready. */
  takeBack: procedure.input(z.object(one)).output(calibrationView),
  /** What the raters agreed on a criterion, after the scores were shown. `level: null`: no longer agreed. */
  setAgreed: procedure
    .input(
      z.object({
        ...one,
        code: score.shape.code,
        level: score.shape.level.nullable(),
        note: z.string().trim().max(2000).optional(),
      }),
    )
    .output(calibrationView),
  /**
   * How far the raters agree, of one calibration, or with `together` of all that the same people scored by the same rubric in this
   * library and that are shown.
   */
  agreement: procedure
    .input(z.object({ ...one, together: z.boolean().default(false) }))
    .output(agreementView),
}
