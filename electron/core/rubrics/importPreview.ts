import type { ImportPreview, TableMapping } from '../../contract/api/rubrics.ts'
import { type CsvRow, readCsvRows } from '../text/csvRows.ts'
import { isColumnName } from './csvHead.ts'
import { blankMapping, readLayout } from './csvLayout.ts'
import { readTable, type TableReading } from './csvRubric.ts'
import { readJson } from './jsonRubric.ts'
import { type RubricFileError, refused } from './rubricCheck.ts'
import { isJson, MAX_RUBRIC_BYTES, textOf, titleOfFile, tooLarge } from './rubricFile.ts'

const SAMPLES = 3
const SAMPLE_CHARS = 160
const FIRST_LINES = 8
const MAX_PROBLEMS = 200

/** A file read as far as it can be, with how its table was understood. */
export interface FileReading extends TableReading {
  readonly table?: NonNullable<ImportPreview['table']>
}

const short = (text: string): string =>
  text.trim().length > SAMPLE_CHARS ? `${text.trim().slice(0, SAMPLE_CHARS - 1)}…` : text.trim()

/** 0 → A, 26 → AA: as a spreadsheet names its columns. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last
}

function tableOf(rows: readonly CsvRow[], mapping: TableMapping): FileReading['table'] {
  const head = rows.find(row => row.line === mapping.headLine)
  const below = rows.filter(row => row.line > mapping.headLine)
  return {
    mapping,
    columns: mapping.columns.map((_, column) => ({
      name: short(head?.cells[column] ?? '') || `Column ${letters(column)}`,
      samples: below
        .map(row => short(row.cells[column] ?? ''))
        .filter(cell => cell !== '')
        .slice(0, SAMPLES),
    })),
    lines: rows
      .filter(row => row.cells.some(cell => cell.trim() !== ''))
      .slice(0, FIRST_LINES)
      .map(({ line, cells }) => ({
        line,
        text: short(cells.filter(cell => cell.trim() !== '').join(' · ')),
      })),
  }
}

const nothing = (problems: readonly RubricFileError[]): FileReading => ({
  rows: 0,
  problems,
  sound: refused(problems),
})

function readCsv(text: string, name: string, wanted: TableMapping | undefined): FileReading {
  const { rows, problems } = readCsvRows(text, isColumnName)
  if (problems.length > 0) return nothing(problems)
  const layout = readLayout(rows, wanted)
  if ('message' in layout) {
    const mapping = wanted && wanted.columns.length > 0 ? wanted : blankMapping(rows, wanted?.headLine)
    const table = mapping && tableOf(rows, mapping)
    return { ...nothing([layout]), ...(table && { table }) }
  }
  const table = tableOf(rows, layout.mapping)
  return { ...readTable(layout, titleOfFile(name)), ...(table && { table }) }
}

/** Reads a rubric file as far as it can be read: what is sound, and what is off, by line. */
export function readRubricFile(bytes: Uint8Array, name: string, mapping?: TableMapping): FileReading {
  if (bytes.length > MAX_RUBRIC_BYTES) return nothing(tooLarge(bytes.length).errors)
  if (bytes.length === 0)
    return nothing([{ message: 'The file is empty. Save the rubric again, and import that file.' }])
  const text = textOf(bytes)
  return isJson(text, name) ? readJson(text) : readCsv(text, name, mapping)
}

/** What a person sees before a file is taken in. */
export function previewOf({ table, rows, problems, sound }: FileReading): ImportPreview {
  // Where all rows are sound, what is off with the whole of them has no row of its own.
  const all = problems.length > 0 ? problems : sound.errors
  const more = all.length - MAX_PROBLEMS
  return {
    ...(table && { table }),
    ...(sound.rubric && { rubric: sound.rubric }),
    rows,
    problems: [
      ...all.slice(0, MAX_PROBLEMS),
      ...(more > 0 ? [{ message: `There are ${more} more problems of this kind.` }] : []),
    ],
    ignored: [...sound.ignored],
  }
}
