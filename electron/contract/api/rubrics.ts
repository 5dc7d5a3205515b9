import { z } from 'zod'
import { rubricBody, rubricId } from '../records/rubric.ts'
import { procedure } from './base.ts'

export const rubricView = z.object({
  id: rubricId,
  ...rubricBody.shape,
  /** Ships with Debrief; it cannot be changed, only copied. */
  template: z.boolean(),
})
export type RubricView = z.infer<typeof rubricView>

export const rubrics = {
  /** Templates first, then the library's own. */
  list: procedure.output(z.array(rubricView)),
  /** Reads a rubric from CSV or JSON bytes (base64), and adds it; problems name their line. */
  import: procedure.input(z.object({ name: z.string(), bytesBase64: z.string() })).output(rubricView),
  export: procedure
    .input(z.object({ id: z.string().min(1), format: z.enum(['csv', 'json']) }))
    .output(z.object({ fileName: z.string(), text: z.string() })),
  remove: procedure.input(z.object({ id: rubricId })).output(z.void()),
  restore: procedure.input(z.object({ id: rubricId })).output(rubricView),
}
