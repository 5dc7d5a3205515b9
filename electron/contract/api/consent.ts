import { z } from 'zod'
import { consent as consentRecord, consentState } from '../records/consent.ts'
import { lessonId } from '../records/lesson.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

export const consentView = z.object({
  state: z.enum([...consentState.options, 'missing']),
  note: consentRecord.shape.note,
  /** Who said so last; absent where nobody did. */
  author: authorView.optional(),
  /** Nothing of the lesson's picture or sound may leave. */
  blocked: z.boolean(),
})
export type ConsentView = z.infer<typeof consentView>

export const exportPolicy = z.object({
  /** Lessons without a record of consent may not leave either. */
  consentRequired: z.boolean(),
})

/** What may leave the library: consent by lesson, and the school's rule for lessons without it. */
export const consent = {
  get: procedure.input(z.object({ lessonId })).output(consentView),
  /** `null`: nobody has said anything. A note that is not given stays, `null` clears it. */
  set: procedure
    .input(
      z.object({
        lessonId,
        state: consentState.nullable(),
        note: consentRecord.shape.note.nullable(),
      }),
    )
    .output(consentView),
  policy: procedure.output(exportPolicy),
  setPolicy: procedure.input(exportPolicy).output(exportPolicy),
}
