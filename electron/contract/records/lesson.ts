import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { rubricId } from './rubric.ts'

export const lessonId = idOf('lesson')
export type LessonId = z.infer<typeof lessonId>

/** What people say about a lesson; all but the title may be unknown. */
export const lessonDetails = z.object({
  title: z.string().trim().min(1).max(300),
  teacher: z.string().trim().min(1).max(120).optional(),
  /** The day it was taught, `YYYY-MM-DD`. */
  date: z.iso.date().optional(),
  subject: z.string().trim().min(1).max(120).optional(),
  grade: z.string().trim().min(1).max(60).optional(),
  focus: z.string().trim().min(1).max(500).optional(),
  /** The rubric whose criteria the keys 1–9 mean in this lesson. */
  rubricId: rubricId.optional(),
})
export type LessonDetails = z.infer<typeof lessonDetails>

export const lesson = z.object({
  ...envelope.shape,
  ...lessonDetails.shape,
  id: lessonId,
  type: z.literal('lesson'),
})
export type Lesson = z.infer<typeof lesson>
