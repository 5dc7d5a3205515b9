import { z } from 'zod'
import { envelope } from './envelope.ts'
import { criterion, criterionVersionId, domainColour, rubricId, rubricLevel } from './rubric.ts'

/** All that a tag's reader must know of its criterion, in the words that the rater had before their eyes. */
export const criterionWords = z.object({
  ...criterion.pick({ code: true, title: true, description: true, lookFors: true, descriptors: true }).shape,
  /** The whole scale, lowest first. */
  levels: z.array(rubricLevel).max(12),
})
export type CriterionWords = z.infer<typeof criterionWords>

/**
 * A criterion as it stood when someone tagged with it. Never changed: its id is made of its content, so that two people who
 * tagged with the same words write the same record.
 */
export const criterionVersion = z.object({
  ...envelope.shape,
  ...criterionWords.shape,
  id: criterionVersionId,
  type: z.literal('criterionVersion'),
  rubricId,
  /** Which criterion of the rubric it is, whatever its code is now. */
  key: z.string().min(1).max(64),
  /** For rubrics that are gone. */
  rubricTitle: z.string(),
  domain: z.object({ title: z.string(), colour: domainColour }),
})
export type CriterionVersion = z.infer<typeof criterionVersion>
