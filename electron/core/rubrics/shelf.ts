import { ulid } from 'ulid'
import type { RubricView } from '../../contract/api/rubrics.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Rubric, RubricId } from '../../contract/records/rubric.ts'
import type { Tag } from '../../contract/records/tag.ts'
import type { Change, Library } from '../library/library.types.ts'
import { safeFileName } from '../library/safeFileName.ts'
import type { RubricFileError } from './rubricCheck.ts'
import { findCriterion, findLevel } from './tagSpec.ts'
import type { IdentifiedRubric } from './templates.ts'

export interface RubricParts {
  library(): Library
  /** The rubrics that come with Debrief; read once, when first asked for. */
  templates(): Promise<readonly IdentifiedRubric[]>
}

type TagInput = Pick<Tag, 'rubricId' | 'code'> & { readonly level?: string | undefined }

const bodyOf = ({ title, source, licence, levels, domains }: IdentifiedRubric | Rubric) => ({
  title,
  ...(source !== undefined && { source }),
  ...(licence !== undefined && { licence }),
  levels,
  domains,
})

const notFound = (subject: string) =>
  new DebriefError(
    'notFound',
    'There is no such rubric, neither in this library nor among those that come with Debrief.',
    {
      subject,
    },
  )

const sentences = (errors: readonly RubricFileError[]): string =>
  errors.map(({ line, message }) => (line === undefined ? message : `Line ${line}: ${message}`)).join('\n')

/** The templates and the library's own rubrics as one shelf. */
export function createRubricShelf({ library, templates }: RubricParts) {
  const list = async (): Promise<RubricView[]> => {
    const shipped = (await templates()).map(each => ({ id: each.id, ...bodyOf(each), template: true }))
    const ids = new Set<string>(shipped.map(each => each.id))
    const own = library()
      .all('rubric')
      .filter(each => !ids.has(each.id))
      .sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1))
    return [...shipped, ...own.map(each => ({ id: each.id, ...bodyOf(each), template: false }))]
  }

  const find = async (id: RubricId): Promise<RubricView> => {
    const found = (await list()).find(each => each.id === id)
    if (found) return found
    throw notFound(id)
  }

  /** By id, by its beginning, or by title. */
  const findNamed = async (name: string): Promise<RubricView> => {
    const all = await list()
    const bare = name.trim().replace(/^rubric:/, '')
    const exact = all.find(each => each.id === `rubric:${bare}` || each.title === name.trim())
    const fits = exact ? [exact] : all.filter(each => each.id.startsWith(`rubric:${bare}`))
    if (fits.length === 1 && fits[0] && bare) return fits[0]
    if (fits.length === 0 || !bare) throw notFound(name)
    const there = fits.map(each => `${each.id} (${each.title})`).join(', ')
    throw new DebriefError(
      'input.invalid',
      `“${name}” fits several rubrics: ${there}. Write more of the id.`,
      {
        subject: name,
      },
    )
  }

  const own = async (id: RubricId, act: string): Promise<void> => {
    if ((await templates()).some(each => each.id === id))
      throw new DebriefError('input.invalid', `This rubric comes with Debrief and cannot be ${act}.`, {
        subject: id,
      })
  }

  const adopt = async (id: RubricId): Promise<Change[]> => {
    if (library().find('rubric', id)) return []
    return [{ put: { id, type: 'rubric', ...bodyOf(await find(id)) } }]
  }

  return {
    list,
    find,
    findNamed,

    /** @throws DebriefError input.invalid, whose sentence names the lines that are off */
    import: async (by: PersonId, name: string, bytes: Uint8Array): Promise<RubricView> => {
      const { parseRubricFile } = await import('./rubricFile.ts')
      const reading = parseRubricFile(bytes, name)
      if (!reading.rubric)
        throw new DebriefError('input.invalid', sentences(reading.errors), { subject: name })
      const id: RubricId = `rubric:${ulid()}`
      await library().write(by, [{ put: { id, type: 'rubric', ...reading.rubric } }])
      return find(id)
    },

    export: async (name: string, format: 'csv' | 'json'): Promise<{ fileName: string; text: string }> => {
      const { template: _, ...rubric } = await findNamed(name)
      // The CSV reader and writer is loaded only here and for an import: the command line starts anew for each call.
      const { writeRubricCsv, writeRubricJson } = await import('./rubricFile.ts')
      const text = format === 'csv' ? writeRubricCsv(rubric) : writeRubricJson(rubric)
      return { fileName: `${safeFileName(rubric.title)}.${format}`, text }
    },

    remove: async (by: PersonId, id: RubricId): Promise<void> => {
      await own(id, 'removed')
      if (!library().find('rubric', id)) throw notFound(id)
      await library().write(by, [{ remove: id }])
    },

    restore: async (by: PersonId, id: RubricId): Promise<RubricView> => {
      await own(id, 'restored')
      if (!library().find('rubric', id)) await library().write(by, [{ restore: id }])
      return find(id)
    },

    /** What must be written so that whoever opens the library knows this rubric. @throws DebriefError notFound */
    adopt,

    /**
     * Finds rubric, criterion and level of each tag.
     * @returns the tags with criterion and level as the rubric writes them, and the shipped rubrics among them that the
     *   library does not hold yet: whoever opens it must understand the tags
     * @throws DebriefError notFound (the rubric), input.invalid (criterion or level, naming what there is)
     */
    resolveTags: async (tags: readonly TagInput[]): Promise<{ tags: TagInput[]; needed: Change[] }> => {
      const needed = new Map<RubricId, Change>()
      const resolved: TagInput[] = []
      for (const { rubricId, code, level } of tags) {
        const rubric = await find(rubricId)
        const { criterion } = findCriterion([rubric], code)
        resolved.push({
          rubricId,
          code: criterion.code,
          ...(level !== undefined && { level: findLevel(rubric, level) }),
        })
        for (const change of await adopt(rubricId)) needed.set(rubricId, change)
      }
      return { tags: resolved, needed: [...needed.values()] }
    },
  }
}
export type RubricShelf = ReturnType<typeof createRubricShelf>
