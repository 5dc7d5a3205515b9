import Papa from 'papaparse'
import type { RubricBody } from '../../contract/records/rubric.ts'
import { readCsvRows } from '../text/csvRows.ts'
import { decodeText } from '../text/decodeText.ts'
import { isColumnName } from './csvHead.ts'
import { readLayout } from './csvLayout.ts'
import { rubricOfRows } from './csvRubric.ts'
import { rubricOfJson } from './jsonRubric.ts'
import { writeLevelHeader } from './levelHeader.ts'
import { type RubricReading, refused } from './rubricCheck.ts'

/** The largest real rubrics are some hundred kilobytes. */
export const MAX_RUBRIC_BYTES = 8_000_000

export const tooLarge = (sizeBytes: number): RubricReading =>
  refused([
    {
      message: `The file has ${Math.round(sizeBytes / 1_000_000)} MB, far more than a rubric (8 MB at most). Nothing was imported; choose the rubric's own file.`,
    },
  ])

/** Bytes as text; a byte order mark is left out either way. */
export const textOf = (input: string | Uint8Array): string =>
  typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decodeText(input)

/** `5D_rubric-2026.csv` → `5D rubric 2026`. */
export function titleOfFile(fileName: string): string {
  const bare = fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
  return bare === '' ? 'Imported rubric' : (bare.charAt(0).toUpperCase() + bare.slice(1)).slice(0, 300)
}

/**
 * Reads a rubric from CSV. Its own columns are `domain,code,criterion,description` and `level:<code>` for each level;
 * other tools' tables with criteria in rows and levels in columns are understood too. Delimiter, line ends and encoding
 * are found out. A missing code is made from the domain's letter and a number.
 * @param fileName names the rubric where the table does not
 */
export function parseRubricCsv(input: string | Uint8Array, fileName = ''): RubricReading {
  if (input.length > MAX_RUBRIC_BYTES) return tooLarge(input.length)
  const { rows, problems } = readCsvRows(textOf(input), isColumnName)
  if (problems.length > 0) return refused(problems)
  const layout = readLayout(rows)
  return 'message' in layout ? refused([layout]) : rubricOfRows(layout, titleOfFile(fileName))
}

/** Reads a rubric from JSON (the command line's shape `rubric`; descriptors kept as an extra). */
export function parseRubricJson(input: string | Uint8Array): RubricReading {
  return input.length > MAX_RUBRIC_BYTES ? tooLarge(input.length) : rubricOfJson(textOf(input))
}

/** JSON where its name or its first character says so, else CSV. */
export const isJson = (text: string, fileName: string): boolean =>
  /\.json$/i.test(fileName) || /^\s*[[{]/.test(text)

/** Reads a rubric file of either form: JSON where its name or its first character says so, else CSV. */
export function parseRubricFile(bytes: Uint8Array, fileName: string): RubricReading {
  if (bytes.length > MAX_RUBRIC_BYTES) return tooLarge(bytes.length)
  if (bytes.length === 0)
    return refused([{ message: 'The file is empty. Save the rubric again, and import that file.' }])
  const text = textOf(bytes)
  return isJson(text, fileName) ? parseRubricJson(text) : parseRubricCsv(text, fileName)
}

/**
 * Writes a rubric as CSV that `parseRubricCsv` reads back without loss (blank descriptions become none, and domains of one
 * title become one). Look-fors, colours and keys have columns where there are any; labels, title, source and licence stand in columns behind the levels, in the first row only, so that
 * the columns before them are exactly those of the format. A byte order mark is put in front where a spreadsheet would
 * otherwise garble the text.
 */
export function writeRubricCsv(rubric: RubricBody): string {
  const labelled = rubric.levels.filter(level => level.label !== level.code)
  const criteria = rubric.domains.flatMap(domain => domain.criteria)
  const extra = {
    lookFors: criteria.some(({ lookFors }) => lookFors && lookFors.length > 0),
    colour: rubric.domains.some(({ colour }) => colour),
    digit: criteria.some(({ digit }) => digit !== undefined),
  }
  const head = [
    ...['domain', 'code', 'criterion', 'description'],
    ...rubric.levels.map(level => writeLevelHeader(level.code)),
    ...(extra.lookFors ? ['look-fors'] : []),
    ...(extra.colour ? ['colour'] : []),
    ...(extra.digit ? ['digit'] : []),
    ...labelled.map(level => writeLevelHeader(level.code).replace(/^level/, 'label')),
    ...['rubric', 'source', 'licence'],
  ]
  const about = [
    ...labelled.map(level => level.label),
    rubric.title,
    rubric.source ?? '',
    rubric.licence ?? '',
  ]
  const rows = rubric.domains.flatMap(domain =>
    domain.criteria.map(criterion => [
      domain.title,
      criterion.code,
      criterion.title,
      criterion.description ?? '',
      ...rubric.levels.map(level => criterion.descriptors?.[level.code] ?? ''),
      ...(extra.lookFors ? [(criterion.lookFors ?? []).join('\n')] : []),
      ...(extra.colour ? [domain.colour ?? ''] : []),
      ...(extra.digit ? [criterion.digit ?? ''] : []),
    ]),
  )
  const blank = about.map(() => '')
  const table = rows.map((row, index) => [...row, ...(index === 0 ? about : blank)])
  const text = `${Papa.unparse([head, ...table], { newline: '\r\n' })}\r\n`
  return /\P{ASCII}/u.test(text) ? `\uFEFF${text}` : text
}

/** Writes a rubric as JSON in the command line's shape, readable, with a final line end. */
export function writeRubricJson(rubric: RubricBody & { readonly id?: string }): string {
  const { id, title, source, licence, levels } = rubric
  // Which criterion was which is of no use outside the library.
  const domains = rubric.domains.map(domain => ({
    ...domain,
    criteria: domain.criteria.map(({ key: _, ...criterion }) => criterion),
  }))
  return `${JSON.stringify({ id, title, source, licence, levels, domains }, undefined, 2)}\n`
}
