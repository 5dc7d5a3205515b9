import type { RubricView } from '../../contract/api/rubrics.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Rubric, RubricBody, RubricId } from '../../contract/records/rubric.ts'
import type { Change, Library } from '../library/library.types.ts'
import { safeFileName } from '../library/safeFileName.ts'
import type { IdentifiedRubric } from './templates.ts'

export interface RubricParts {
  library(): Library
  /** The rubrics that come with Debrief; read once, when first asked for. */
  templates(): Promise<readonly IdentifiedRubric[]>
  /** Who a person is, also where the library does not know them yet. */
  author(id: PersonId): { readonly id: PersonId; readonly name: string }
}

/** A rubric without what surrounds it. */
export const bodyOf = ({ title, source, licence, levels, domains }: RubricBody): RubricBody => ({
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

/** The templates and the library's own rubrics as one shelf. */
export function createRubricShelf({ library, templates, author }: RubricParts) {
  const ownView = (record: Rubric): RubricView => {
    const { id, name } = author(record.by)
    return {
      id: record.id,
      ...bodyOf(record),
      template: false,
      author: { id, name },
      rev: record.rev,
      ...(record.copyOf !== undefined && { copyOf: record.copyOf }),
    }
  }

  const list = async (): Promise<RubricView[]> => {
    const shipped = (await templates()).map(each => ({ id: each.id, ...bodyOf(each), template: true }))
    const ids = new Set<string>(shipped.map(each => each.id))
    const own = library()
      .all('rubric')
      .filter(each => !ids.has(each.id))
      .sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1))
    return [...shipped, ...own.map(ownView)]
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

  const notTemplate = async (id: RubricId, act: string): Promise<void> => {
    if ((await templates()).some(each => each.id === id))
      throw new DebriefError(
        'input.invalid',
        `This rubric comes with Debrief, and cannot be ${act}. Duplicate it to change your copy.`,
        { subject: id },
      )
  }

  const mustBeBy = (by: PersonId, record: Rubric, act: string): void => {
    if (record.by === by) return
    throw new DebriefError(
      'notYours',
      `${author(record.by).name} wrote this rubric, so only they can ${act} it. Duplicate it to make your own. Nothing was changed.`,
      { subject: record.id },
    )
  }

  /** A record of the library, after checking that this person wrote it. @throws DebriefError notFound, notYours, input.invalid */
  const mine = async (by: PersonId, id: RubricId, act: 'edit' | 'delete'): Promise<Rubric> => {
    await notTemplate(id, act === 'edit' ? 'edited' : 'removed')
    const record = library().find('rubric', id)
    if (!record) throw notFound(id)
    mustBeBy(by, record, act)
    return record
  }

  const adopt = async (id: RubricId): Promise<Change[]> => {
    if (library().find('rubric', id)) return []
    return [{ put: { id, type: 'rubric', ...bodyOf(await find(id)) } }]
  }

  return {
    list,
    find,
    findNamed,

    export: async (name: string, format: 'csv' | 'json'): Promise<{ fileName: string; text: string }> => {
      const { template: _, ...rubric } = await findNamed(name)
      // The CSV reader and writer is loaded only here and for an import: the command line starts anew for each call.
      const { writeRubricCsv, writeRubricJson } = await import('./rubricFile.ts')
      const text = format === 'csv' ? writeRubricCsv(rubric) : writeRubricJson(rubric)
      return { fileName: `${safeFileName(rubric.title)}.${format}`, text }
    },

    mine,

    remove: async (by: PersonId, id: RubricId): Promise<void> => {
      await mine(by, id, 'delete')
      await library().write(by, [{ remove: id }])
    },

    restore: async (by: PersonId, id: RubricId): Promise<RubricView> => {
      await notTemplate(id, 'restored')
      if (!library().find('rubric', id)) await library().write(by, [{ restore: id }])
      return find(id)
    },

    /** What must be written so that whoever opens the library knows this rubric. @throws DebriefError notFound */
    adopt,
  }
}
export type RubricShelf = ReturnType<typeof createRubricShelf>
