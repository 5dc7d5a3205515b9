import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'

export const rubricId = idOf('rubric')
export type RubricId = z.infer<typeof rubricId>

/** Outside every scale: the criterion could not be seen in this lesson. It is not the lowest level. */
export const NOT_OBSERVED = 'not-observed'

const code = z.string().trim().min(1).max(40)

export const rubricLevel = z.object({ code, label: z.string().trim().min(1).max(120) })
export type RubricLevel = z.infer<typeof rubricLevel>
/** What to look and listen for: lines, each one thing that can be seen or heard. */
export const lookFors = z
  .array(
    z
      .string()
      .trim()
      .regex(/^[^\r\n]+$/)
      .max(500),
  )
  .max(30)

export const criterion = z.object({
  code,
  title: z.string().trim().min(1).max(300),
  description: z.string().max(4000).optional(),
  lookFors: lookFors.optional(),
  /** What each level looks like, by the level's code. */
  descriptors: z.record(z.string(), z.string().max(4000)).optional(),
  /** The key 1–9 that tags it; keys that no criterion asks for go to the others in their order (`criterionKeys`). */
  digit: z.int().min(1).max(9).optional(),
  /** Which criterion it is, whatever its code is now; the code where nothing is said. Unique within the rubric. */
  key: z.string().min(1).max(64).optional(),
})
export type Criterion = z.infer<typeof criterion>

/** The palette's four; never the only carrier of meaning: the code always stands beside. */
export const domainColours = ['dA', 'dB', 'dC', 'dD'] as const
export const domainColour = z.enum(domainColours)
export type DomainColour = z.infer<typeof domainColour>

export const rubricDomain = z.object({
  title: z.string().trim().min(1).max(300),
  /** By its place in the rubric where nothing is said. */
  colour: domainColour.optional(),
  /** A domain that is being made may have none yet. */
  criteria: z.array(criterion).max(200),
})
export type RubricDomain = z.infer<typeof rubricDomain>

/** Domains → criteria → levels. Levels stand from lowest to highest; codes are unique within the rubric. */
export const rubricBody = z.object({
  title: z.string().trim().min(1).max(300),
  source: z.string().max(1000).optional(),
  licence: z.string().max(300).optional(),
  levels: z.array(rubricLevel).max(12),
  domains: z.array(rubricDomain).max(60),
})
export type RubricBody = z.infer<typeof rubricBody>

export const criterionVersionId = idOf('criterionVersion')
export type CriterionVersionId = z.infer<typeof criterionVersionId>

export const rubric = z.object({
  ...envelope.shape,
  ...rubricBody.shape,
  id: rubricId,
  type: z.literal('rubric'),
  /** What it was duplicated from. */
  copyOf: rubricId.optional(),
  /**
   * The versions that tags mean which name none: those made before versions were kept. By the criterion's code; written
   * when such a rubric is first edited, and empty in rubrics that were never without versions.
   */
  firstWords: z.record(z.string(), criterionVersionId).optional(),
})
export type Rubric = z.infer<typeof rubric>
