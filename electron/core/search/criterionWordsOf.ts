import { createHash } from 'node:crypto'
import type { RubricBody } from '../../contract/records/rubric.ts'
import type { Meaning } from './libraryIndex.ts'

/** Code and title of every criterion, for who searches by them. */
export function criterionWordsOf(rubrics: readonly (RubricBody & { readonly id: string })[]): Meaning {
  const words = new Map(
    rubrics.flatMap(({ id, domains }) =>
      domains.flatMap(({ criteria }) =>
        criteria.map(({ code, title }) => [`${id}\n${code}`, `${code} ${title}`] as const),
      ),
    ),
  )
  return {
    version: createHash('sha256')
      .update(JSON.stringify([...words]))
      .digest('base64url'),
    of: ({ rubricId, code }) => words.get(`${rubricId}\n${code}`) ?? code,
  }
}
