import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const cycleId = idOf('cycle')
export type CycleId = z.infer<typeof cycleId>

const words = z.string().trim().max(2000).optional()

export const cycleDetails = z.object({
  goal: z.string().trim().min(1).max(500),
  teacher: z.string().trim().max(120).optional(),
  whereWeAre: words,
  /** What students should show. */
  studentsShow: words,
  weTry: words,
  whatChanged: words,
})
export type CycleDetails = z.infer<typeof cycleDetails>

/** A coaching cycle: lessons of one teacher under one goal, from the first to the last. */
export const cycle = z.object({
  ...envelope.shape,
  id: cycleId,
  type: z.literal('cycle'),
  ...cycleDetails.shape,
  lessonIds: z.array(lessonId).max(200),
})
export type Cycle = z.infer<typeof cycle>
