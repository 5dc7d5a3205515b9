import { ulid } from 'ulid'
import type { RubricView } from '../../contract/api/rubrics.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type {
  CriterionVersionId,
  Rubric,
  RubricBody,
  RubricDomain,
  RubricId,
} from '../../contract/records/rubric.ts'
import type { Change, Library } from '../library/library.types.ts'
import { crossCheck } from './rubricCheck.ts'
import { bodyOf, type RubricShelf } from './shelf.ts'
import { versionOf } from './tagging.ts'

export interface StudioParts {
  library(): Library
  readonly shelf: Pick<RubricShelf, 'find' | 'mine'>
}

/** The scale a new rubric starts with; its author renames it. */
const firstScale = ['Beginning', 'Developing', 'Secure', 'Extending'].map((label, at) => ({
  code: String(at + 1),
  label,
}))

/** A copy is a rubric of its own: its criteria are called by their codes again. */
const withoutKeys = (domains: readonly RubricDomain[]): RubricDomain[] =>
  domains.map(domain => ({
    ...domain,
    criteria: domain.criteria.map(({ key: _, ...criterion }) => criterion),
  }))

/** `Our words` → `Our words (copy)`, `Our words (copy 2)` …: the first that is free. */
function titleOfCopy(title: string, taken: ReadonlySet<string>): string {
  const bare = title.replace(/ \(copy(?: \d+)?\)$/u, '').slice(0, 280)
  let count = 1
  let wanted = `${bare} (copy)`
  while (taken.has(wanted)) wanted = `${bare} (copy ${++count})`
  return wanted
}

/** Where a copy's words come from, for whoever reads it later. */
function sourceOfCopy({ title, source, author, template }: RubricView): string {
  const from = `Based on “${title}”`
  const by = template ? source : author?.name
  return `${from}${by ? ` by ${by}` : ''}${!template && source ? `. ${source}` : ''}`.slice(0, 1000)
}

/**
 * What tags mean that name no version is fixed before their rubric changes for the first time: older Debriefs kept none.
 */
function fixFirstWords(
  record: Rubric,
  library: Library,
): { changes: Change[]; firstWords: Rubric['firstWords'] } {
  if (record.firstWords) return { changes: [], firstWords: record.firstWords }
  const changes: Change[] = []
  const firstWords: Record<string, CriterionVersionId> = {}
  for (const domain of record.domains)
    for (const { code } of domain.criteria) {
      const { id, put } = versionOf(record.id, record, code)
      firstWords[code] = id
      if (!library.find('criterionVersion', id)) changes.push(put)
    }
  return { changes, firstWords }
}

/** Where rubrics are made and changed. Words belong to who wrote them: others make their own copy. */
export function createStudio({ library, shelf }: StudioParts) {
  const make = async (by: PersonId, body: RubricBody, copyOf?: RubricId): Promise<RubricView> => {
    const id: RubricId = `rubric:${ulid()}`
    await library().write(by, [
      { put: { id, type: 'rubric', ...body, firstWords: {}, ...(copyOf !== undefined && { copyOf }) } },
    ])
    return shelf.find(id)
  }

  return {
    make,

    add: (by: PersonId, title: string): Promise<RubricView> =>
      make(by, { title, levels: firstScale, domains: [] }),

    /** @throws DebriefError notFound */
    addCopy: async (by: PersonId, id: RubricId): Promise<RubricView> => {
      const from = await shelf.find(id)
      const taken = new Set(
        library()
          .all('rubric')
          .map(each => each.title),
      )
      const body = {
        ...bodyOf(from),
        title: titleOfCopy(from.title, taken),
        source: sourceOfCopy(from),
        domains: withoutKeys(from.domains),
      }
      return make(by, body, id)
    },

    /** @throws DebriefError notFound, notYours, input.invalid (also, with subject `rev`, where it was changed elsewhere since) */
    update: async (
      by: PersonId,
      { id, rev, ...body }: RubricBody & { readonly id: RubricId; readonly rev?: string | undefined },
    ): Promise<RubricView> => {
      const record = await shelf.mine(by, id, 'edit')
      if (rev !== undefined && rev !== record.rev)
        throw new DebriefError(
          'input.invalid',
          'This rubric was changed on another machine since. Nothing was written over; choose whose words to keep.',
          { subject: 'rev' },
        )
      const [off] = crossCheck(body)
      if (off) throw new DebriefError('input.invalid', `${off.message} Nothing was saved.`, { subject: id })
      const { changes, firstWords } = fixFirstWords(record, library())
      const { copyOf } = record
      await library().write(by, [
        ...changes,
        {
          put: {
            id,
            type: 'rubric',
            ...bodyOf(body),
            ...(firstWords && { firstWords }),
            ...(copyOf !== undefined && { copyOf }),
          },
        },
      ])
      return shelf.find(id)
    },
  }
}
export type Studio = ReturnType<typeof createStudio>
