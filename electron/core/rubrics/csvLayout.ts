import type { RubricLevel } from '../../contract/records/rubric.ts'
import type { CsvProblem, CsvRow } from '../text/csvRows.ts'
import {
  isLevelHeader,
  type LevelHeader,
  levelValue,
  orderForeignLevels,
  readForeignLevelHeader,
  readLevelHeader,
} from './levelHeader.ts'

/** Where things stand in a table: numbers are columns, from 0. */
export interface CsvLayout {
  readonly domain?: number
  readonly code?: number
  readonly criterion: number
  readonly description?: number
  /** Lowest first. */
  readonly levels: ReadonlyArray<RubricLevel & { readonly column: number }>
  readonly title?: string
  readonly source?: string
  readonly licence?: string
  /** The rows of the criteria. */
  readonly body: readonly CsvRow[]
  /** Heads of columns that Debrief has no place for. */
  readonly ignored: readonly string[]
}

const columnWords = {
  domain: ['domain', 'dimension', 'category', 'section', 'strand', 'area', 'group'],
  code: ['code', 'id', 'no', 'no.', 'nr', 'number', '#', 'key'],
  description: ['description', 'look for', 'look-fors', 'look fors', 'details', 'explanation'],
  rubric: ['rubric', 'rubric title'],
  source: ['source'],
  licence: ['licence', 'license'],
} as const
/** In this order: `criterion` wins over `title` where a table has both. */
const criterionWords = [
  ...['criterion', 'criteria', 'indicator', 'indicators', 'element', 'component', 'standard', 'competency'],
  ...['skill', 'title', 'name'],
]
const pointsWords = ['points', 'point value', 'point values', 'pts', 'score', 'scores', 'value', 'values']
const ratingWords = ['rating', 'ratings', 'level', 'levels', 'scale', 'performance level', 'performance', '']
const otherWords = [
  'weight',
  'comment',
  'comments',
  'feedback',
  'notes',
  'note',
  'max points',
  'total',
  ...pointsWords,
]
const metaWords = ['title', 'rubric', 'rubric title', 'source', 'licence', 'license']

const word = (cell: string | undefined): string => (cell ?? '').trim().toLowerCase()
const isLabelHeader = (cell: string): boolean => /^label:/i.test(cell.trim())
const wordsOfColumns: readonly string[] = [...Object.values(columnWords).flat(), ...criterionWords]

/** Is this cell the name of a column as Debrief or a common rubric table writes it? */
export const isColumnName = (cell: string): boolean =>
  wordsOfColumns.includes(word(cell)) || isLevelHeader(cell) || isLabelHeader(cell)

const filled = (row: CsvRow): string[] => row.cells.filter(cell => cell.trim() !== '')

/** `title,My rubric` or `# title: My rubric`, above the table. */
function readMeta(row: CsvRow): { key: 'title' | 'source' | 'licence'; value: string } | undefined {
  const cells = filled(row)
  const joined = /^#?\s*([a-z ]+?)\s*[:=]\s*(\S[\s\S]*)$/i.exec(cells[0] ?? '')
  const [key, value] =
    cells.length === 1 && joined?.[1] && joined[2]
      ? [word(joined[1]), joined[2]]
      : [word(cells[0]).replace(/^#\s*|:$/g, ''), cells[1]]
  if (cells.length > 2 || value === undefined || !metaWords.includes(key) || isColumnName(value))
    return undefined
  if (key === 'source') return { key, value }
  return { key: key === 'licence' || key === 'license' ? 'licence' : 'title', value }
}

/** A row that only gives each level its number of points; undefined where the row is something else. */
function readPoints(row: CsvRow, firstColumn: number): ReadonlyMap<number, string> | undefined {
  if (!pointsWords.includes(word(row.cells[firstColumn])) && word(row.cells[firstColumn]) !== '')
    return undefined
  const points = new Map<number, string>()
  for (const [column, cell] of row.cells.entries()) {
    if (column <= firstColumn || cell.trim() === '') continue
    const { code } = readForeignLevelHeader(cell)
    if (code === undefined || levelValue(code) === undefined) return undefined
    points.set(column, code)
  }
  return points.size > 0 ? points : undefined
}

const isNamedHead = (row: CsvRow): boolean =>
  row.cells.some(isLevelHeader) ||
  (filled(row).length > 1 && row.cells.some(cell => criterionWords.includes(word(cell))))

const isRatingHead = (row: CsvRow): boolean =>
  ratingWords.includes(word(row.cells[0])) && filled(row).filter(cell => cell !== row.cells[0]).length > 1

const columnOf = (head: CsvRow, words: readonly string[]): number | undefined => {
  for (const wanted of words) {
    const at = head.cells.findIndex(cell => word(cell) === wanted)
    if (at >= 0) return at
  }
  return undefined
}

const firstFilled = (rows: readonly CsvRow[], column: number | undefined): string | undefined =>
  column === undefined ? undefined : rows.map(row => row.cells[column] ?? '').find(cell => cell.trim() !== '')

/** The levels of a head that names them `level:<code>`; their labels may stand in columns `label:<code>`. */
function explicitLevels(head: CsvRow, body: readonly CsvRow[]): CsvLayout['levels'] {
  const labelColumns = new Map<string, number>()
  for (const [column, cell] of head.cells.entries())
    if (isLabelHeader(cell))
      labelColumns.set(readLevelHeader(cell.trim().replace(/^label/i, 'level')).code, column)
  return head.cells.flatMap((cell, column) => {
    if (!isLevelHeader(cell)) return []
    const { code, label } = readLevelHeader(cell)
    return [{ column, code, label: label ?? firstFilled(body, labelColumns.get(code)) ?? code }]
  })
}

/**
 * Finds out how a rubric table is laid out: Debrief's own columns, or another tool's table with criteria in rows and
 * levels in columns, with or without a row of points.
 */
export function readLayout(rows: readonly CsvRow[]): CsvLayout | CsvProblem {
  const rest = rows.filter(row => filled(row).length > 0)
  if (rest.length === 0)
    return { line: 1, message: 'The file is empty. Save the rubric as CSV again, and import that file.' }

  const meta: { title?: string; source?: string; licence?: string } = {}
  let points: ReadonlyMap<number, string> | undefined
  let start = 0
  let head: CsvRow | undefined
  for (const [index, row] of rest.entries()) {
    const said = readMeta(row)
    const found = said ? undefined : readPoints(row, 0)
    if (said) meta[said.key] = said.value
    else if (found && !points) points = found
    else if (isNamedHead(row) || isRatingHead(row)) {
      head = row
      start = index + 1
      break
    } else if (!(row.cells[0] ?? '').trim().startsWith('#')) break
  }
  if (!head) {
    const shown = filled(rest[0] ?? { line: 1, cells: [] }).slice(0, 6)
    return {
      line: rest[0]?.line ?? 1,
      message: `The columns have no names that Debrief knows. The first row must name them: domain, code, criterion, description, and one for each level, such as level:1. It says: ${shown.join(', ').slice(0, 200)}.`,
    }
  }

  const criterion = columnOf(head, criterionWords) ?? (isNamedHead(head) ? undefined : 0)
  if (criterion === undefined)
    return {
      line: head.line,
      message: 'There is no column named "criterion". Name the column that says what each criterion is.',
    }
  const below = rest[start]
  if (!points && below && !head.cells.some(isLevelHeader)) {
    points = readPoints(below, criterion)
    if (points) start++
  }
  const body = rest.slice(start)
  const at = {
    domain: columnOf(head, columnWords.domain),
    code: columnOf(head, columnWords.code),
    description: columnOf(head, columnWords.description),
    rubric: columnOf(head, columnWords.rubric),
    source: columnOf(head, columnWords.source),
    licence: columnOf(head, columnWords.licence),
  }
  const taken = new Set<number | undefined>([criterion, ...Object.values(at)])
  const own = explicitLevels(head, body)
  const ignored: string[] = []
  const foreign: Array<LevelHeader & { column: number }> = []
  for (const [column, cell] of head.cells.entries()) {
    if (taken.has(column) || cell.trim() === '' || isLevelHeader(cell) || isLabelHeader(cell)) continue
    if (own.length > 0 || otherWords.includes(word(cell))) ignored.push(cell.trim())
    else {
      const level = readForeignLevelHeader(cell)
      const code = points?.get(column) ?? level.code
      foreign.push({ column, label: level.label, ...(code === undefined ? {} : { code }) })
    }
  }
  const title = meta.title ?? firstFilled(body, at.rubric)
  const source = meta.source ?? firstFilled(body, at.source)
  const licence = meta.licence ?? firstFilled(body, at.licence)
  return {
    criterion,
    ...(at.domain === undefined ? {} : { domain: at.domain }),
    ...(at.code === undefined ? {} : { code: at.code }),
    ...(at.description === undefined ? {} : { description: at.description }),
    levels: own.length > 0 ? own : orderForeignLevels(foreign),
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    ...(licence === undefined ? {} : { licence }),
    body,
    ignored,
  }
}
