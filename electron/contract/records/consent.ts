import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'

export const consentId = idOf('consent')

export const consentStates = ['given', 'restricted'] as const
export const consentState = z.enum(consentStates)

/** Whether those who are seen and heard in a lesson agreed that clips of it leave the library; one a lesson, with the lesson's own id. */
export const consent = z.object({
  ...envelope.shape,
  id: consentId,
  type: z.literal('consent'),
  lessonId,
  state: consentState,
  /** Where the papers lie, for whom it counts, until when. */
  note: z.string().trim().min(1).max(1000).optional(),
})
export type Consent = z.infer<typeof consent>
