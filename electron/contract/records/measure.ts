import { z } from 'zod'
import { cycleId } from './cycle.ts'
import { envelope, idOf } from './envelope.ts'

export const measureId = idOf('measure')
export type MeasureId = z.infer<typeof measureId>
export const measurePointId = idOf('measurePoint')
export type MeasurePointId = z.infer<typeof measurePointId>

export const measureKinds = ['exitTickets', 'onTask', 'survey', 'observation', 'other'] as const
export const measureKind = z.enum(measureKinds)
export type MeasureKind = z.infer<typeof measureKind>

export const measureDetails = z.object({
  title: z.string().trim().min(1).max(200),
  kind: measureKind,
  /** What the numbers are of: `%`, `of 5`. */
  unit: z.string().trim().max(40).optional(),
  /** What is hoped for. */
  target: z.number().optional(),
})
export type MeasureDetails = z.infer<typeof measureDetails>

/** Something that is measured of a coaching cycle's goal. */
export const measure = z.object({
  ...envelope.shape,
  ...measureDetails.shape,
  id: measureId,
  type: z.literal('measure'),
  cycleId,
})
export type Measure = z.infer<typeof measure>

export const pointDetails = z.object({
  day: z.iso.date(),
  value: z.number(),
  /** How many students (tickets, answers, minutes looked at) it is taken of. */
  of: z.int().positive().max(1_000_000).optional(),
  note: z.string().trim().max(500).optional(),
})
export type PointDetails = z.infer<typeof pointDetails>

/** One value of a measure on one day; a record of its own, so that two machines can each add theirs. */
export const measurePoint = z.object({
  ...envelope.shape,
  ...pointDetails.shape,
  id: measurePointId,
  type: z.literal('measurePoint'),
  measureId,
})
export type MeasurePoint = z.infer<typeof measurePoint>
