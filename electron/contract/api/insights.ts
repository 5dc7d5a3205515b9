import { z } from 'zod'
import { commentKind } from '../records/comment.ts'
import { lessonId } from '../records/lesson.ts'
import { personId } from '../records/person.ts'
import { domainColour, rubricId, rubricLevel } from '../records/rubric.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

/** A criterion that the lessons could be tagged with, in its newest words. */
export const insightCriterion = z.object({
  rubricId,
  rubricTitle: z.string(),
  code: z.string(),
  title: z.string(),
  domain: z.string(),
  colour: domainColour,
  /** Lowest first. */
  levels: z.array(rubricLevel),
})
export type InsightCriterion = z.infer<typeof insightCriterion>

export const lessonInsight = z.object({
  lessonId,
  title: z.string(),
  teacher: z.string().optional(),
  /** The day it was taught, else the day it came into the library. */
  day: z.iso.date(),
  durationMs: z.int(),
  comments: z.int(),
  /** How often a person tagged a criterion with a level. */
  tags: z.array(
    z.object({
      rubricId,
      code: z.string(),
      /** A level's code, or NOT_OBSERVED; absent where the tag has none. */
      level: z.string().optional(),
      personId,
      count: z.int(),
    }),
  ),
  /** Phases of one title together, in the order of the lesson. */
  phases: z.array(z.object({ title: z.string(), ms: z.int() })),
  kinds: z.array(z.object({ kind: commentKind, count: z.int() })),
  people: z.array(z.object({ person: authorView, comments: z.int(), replies: z.int(), words: z.int() })),
})
export type LessonInsight = z.infer<typeof lessonInsight>

export const insightsView = z.object({
  /** Every criterion of each rubric that was tagged with, in the rubric's order. */
  criteria: z.array(insightCriterion),
  /** In the order in which they were taught. */
  lessons: z.array(lessonInsight),
})
export type InsightsView = z.infer<typeof insightsView>

/**
 * Counts over lessons. Private notes are in none of them, whoever asks: a teacher sees every figure that a coach sees about
 * them, made of the same words. Marks that a first pass hides from the caller are left out.
 */
export const insights = {
  of: procedure.input(z.object({ lessonIds: z.array(lessonId).min(1).max(1000) })).output(insightsView),
}
