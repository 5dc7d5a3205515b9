import type { ImportPreview, RubricView, TableMapping } from '../../contract/api/rubrics.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { RubricFileError } from './rubricCheck.ts'
import type { Studio } from './studio.ts'

export interface RubricFileInput {
  readonly name: string
  readonly bytesBase64: string
  readonly mapping?: TableMapping | undefined
}

const sentences = (errors: readonly RubricFileError[]): string =>
  errors.map(({ line, message }) => (line === undefined ? message : `Line ${line}: ${message}`)).join('\n')

/** Brings rubrics in from files. */
export function createIntake(studio: Pick<Studio, 'make'>) {
  // The CSV reader is loaded only here and for an export: the command line starts anew for each call.
  const reading = async ({ name, bytesBase64, mapping }: RubricFileInput) => {
    const { readRubricFile, previewOf } = await import('./importPreview.ts')
    const read = readRubricFile(Buffer.from(bytesBase64, 'base64'), name, mapping)
    return { read, preview: previewOf(read) }
  }
  return {
    preview: async (input: RubricFileInput): Promise<ImportPreview> => (await reading(input)).preview,

    /** @throws DebriefError input.invalid, whose sentence names the lines that are off */
    import: async (
      by: PersonId,
      input: RubricFileInput & { readonly soundOnly: boolean },
    ): Promise<RubricView> => {
      const { read } = await reading(input)
      const { rubric, errors } = read.sound
      if (rubric && (input.soundOnly || read.problems.length === 0)) return studio.make(by, rubric)
      const { refused } = await import('./rubricCheck.ts')
      const said = refused(read.problems.length > 0 ? read.problems : errors).errors
      throw new DebriefError('input.invalid', sentences(said), { subject: input.name })
    },
  }
}
export type Intake = ReturnType<typeof createIntake>
