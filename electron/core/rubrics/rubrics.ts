import { createIntake } from './intake.ts'
import { createRubricShelf, type RubricParts } from './shelf.ts'
import { createStudio } from './studio.ts'
import { createTagging } from './tagging.ts'

/** All about rubrics: the shelf of what there is, the studio, files that come in, and what tags mean. */
export function createRubrics(parts: RubricParts) {
  const shelf = createRubricShelf(parts)
  const studio = createStudio({ library: parts.library, shelf })
  const tagging = createTagging({ library: parts.library, shelf })
  return { shelf, studio, tagging, intake: createIntake(studio) }
}
export type Rubrics = ReturnType<typeof createRubrics>
