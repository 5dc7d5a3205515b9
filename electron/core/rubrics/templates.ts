import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DebriefError } from '../../contract/errors.ts'
import { type RubricBody, type RubricId, rubricBody, rubricId } from '../../contract/records/rubric.ts'
import { crossCheck } from './rubricCheck.ts'

/** A rubric with its id, be it a template or a library's record. */
export type IdentifiedRubric = { readonly id: RubricId } & RubricBody

/** The templates in the order in which people see them; the first is a new lesson's rubric. */
const templateFiles = [
  'classroom-practice.json',
  'questioning-discussion.json',
  'social-emotional-engagement.json',
]

const template = z.strictObject({ id: rubricId, ...rubricBody.shape })

async function readTemplate(file: string): Promise<IdentifiedRubric> {
  try {
    const read = template.parse(JSON.parse(await readFile(file, 'utf8')))
    const [off] = crossCheck(read)
    if (off) throw new Error(off.message)
    return read
  } catch (cause) {
    throw new DebriefError(
      'internal',
      'A rubric that comes with Debrief cannot be read. Your own rubrics are safe; install Debrief again to repair it.',
      { subject: file },
      cause,
    )
  }
}

/**
 * Reads the rubrics that come with Debrief.
 * @param resourcesDir the app's folder `resources`
 * @throws DebriefError internal, where the installation is damaged
 */
export function loadTemplates(resourcesDir: string): Promise<IdentifiedRubric[]> {
  return Promise.all(templateFiles.map(name => readTemplate(join(resourcesDir, 'rubrics', name))))
}
