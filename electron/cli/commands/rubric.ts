import { readFile } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import type { RubricView } from '../../contract/api/rubrics.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Action } from '../command.types.ts'
import { UsageError } from '../failures.ts'
import { fileError, writeWhole } from '../files.ts'
import { plural, table } from '../format/table.ts'
import { byIdPrefix } from '../idPrefix.ts'
import { becomeSpeaker } from '../speaker.ts'

const MAX_FILE_BYTES = 8 * 2 ** 20

const codesOf = ({ domains }: RubricView): string[] =>
  domains.flatMap(domain => domain.criteria.map(each => each.code))

const columns = [
  { title: 'TITLE' },
  { title: 'CRITERIA', align: 'right' },
  { title: 'LEVELS' },
  { title: '' },
  { title: 'ID' },
] as const

const row = (rubric: RubricView): string[] => [
  rubric.title,
  String(codesOf(rubric).length),
  rubric.levels.map(level => level.code).join(' '),
  rubric.template ? 'ships with Debrief' : '',
  rubric.id,
]

/** Lists the rubrics: those that ship with Debrief, then the library's own. */
export const listRubrics: Action = async ({ api, out }) => {
  const all = await api.rubrics.list()
  out.result(all, () => table(columns, all.map(row)))
}

/** Adds a rubric from a CSV or JSON file. */
export const importRubric =
  (file: string): Action =>
  async work => {
    const bytes = await readFile(resolve(file)).catch((error: unknown) => {
      throw fileError(error, file, 'The rubric cannot be read')
    })
    if (bytes.length > MAX_FILE_BYTES) {
      throw new DebriefError('input.invalid', `${file} is larger than any rubric. Nothing was added.`, {
        subject: file,
      })
    }
    await becomeSpeaker(work, work.globals)
    const rubric = await work.api.rubrics.import({
      name: basename(file),
      bytesBase64: bytes.toString('base64'),
    })
    work.out.result(rubric, () => {
      const codes = codesOf(rubric)
      return `“${rubric.title}” is in the library, with ${plural(codes.length, 'criterion', 'criteria')}: ${rubric.id}`
    })
  }

/** Writes a rubric as CSV or JSON, by the file's ending. */
export const exportRubric =
  (id: string, { out: file }: { readonly out: string }): Action =>
  async ({ api, out }) => {
    const ending = extname(file).toLowerCase()
    if (ending !== '.csv' && ending !== '.json') {
      throw new UsageError('A rubric is written as CSV or JSON: end the file’s name in .csv or .json.')
    }
    const rubric = byIdPrefix('rubric', id, await api.rubrics.list())
    const { text } = await api.rubrics.export({ id: rubric.id, format: ending === '.csv' ? 'csv' : 'json' })
    const written = await writeWhole(resolve(file), text)
    out.result({ ...rubric, file: written }, () => `“${rubric.title}” is written to ${file}`)
  }
