import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'

export const EXPORT_POLICY = 'policy:exports'

/** What a school decided for everyone who uses the library. */
export const policy = z.object({
  ...envelope.shape,
  id: idOf('policy'),
  type: z.literal('policy'),
  /** Only lessons with consent on record may leave. */
  consentRequired: z.boolean(),
})
export type Policy = z.infer<typeof policy>
