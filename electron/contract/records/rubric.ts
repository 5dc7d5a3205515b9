import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'

export const rubricId = idOf('rubric')
export type RubricId = z.infer<typeof rubricId>

/** Outside every scale: the criterion could not be seen in this lesson. It is not the lowest level. */
export const NOT_OBSERVED = 'not-observed'

const code = z.string().trim().min(1).max(40)

export const rubricLevel = z.object({ code, label: z.string().trim().min(1).max(120) })
export type RubricLevel = z.infer<typeof rubricLevel>
export const criterion = z.object({
  code,
  title: z.string().trim().min(1).max(300),
  description: z.string().max(4000).optional(),
  /** What each level looks like, by the level's code. */
  descriptors: z.record(z.string(), z.string().max(4000)).optional(),
})
export type Criterion = z.infer<typeof criterion>
export const rubricDomain = z.object({
  title: z.string().trim().min(1).max(300),
  criteria: z.array(criterion).min(1).max(200),
})

/** Domains → criteria → levels. Levels stand from lowest to highest; codes are unique within the rubric. */
export const rubricBody = z.object({
  title: z.string().trim().min(1).max(300),
  source: z.string().max(1000).optional(),
  licence: z.string().max(300).optional(),
  levels: z.array(rubricLevel).max(12),
  domains: z.array(rubricDomain).min(1).max(60),
})
export type RubricBody = z.infer<typeof rubricBody>

export const rubric = z.object({
  ...envelope.shape,
  ...rubricBody.shape,
  id: rubricId,
  type: z.literal('rubric'),
})
export type Rubric = z.infer<typeof rubric>
