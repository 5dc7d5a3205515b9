import type { CsvProblem, CsvRow } from '../text/csvRows.ts'
import { isLevelHeader, levelValue, readForeignLevelHeader } from './levelHeader.ts'

export const columnWords = {
  domain: ['domain', 'dimension', 'category', 'section', 'strand', 'area', 'group'],
  code: ['code', 'id', 'no', 'no.', 'nr', 'number', '#', 'key'],
  description: ['description', 'details', 'explanation'],
  lookFors: ['look-fors', 'look fors', 'look for', 'look-for', 'lookfors', 'evidence'],
  colour: ['colour', 'color'],
  digit: ['digit', 'shortcut'],
  rubric: ['rubric', 'rubric title'],
  source: ['source'],
  licence: ['licence', 'license'],
} as const
/** In this order: `criterion` wins over `title` where a table has both. */
export const criterionWords = [
  ...['criterion', 'criteria', 'indicator', 'indicators', 'element', 'component', 'standard', 'competency'],
  ...['skill', 'title', 'name'],
]
const pointsWords = ['points', 'point value', 'point values', 'pts', 'score', 'scores', 'value', 'values']
const ratingWords = ['rating', 'ratings', 'level', 'levels', 'scale', 'performance level', 'performance', '']
export const otherWords = [
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

export const word = (cell: string | undefined): string => (cell ?? '').trim().toLowerCase()
export const isLabelHeader = (cell: string): boolean => /^label:/i.test(cell.trim())
const wordsOfColumns: readonly string[] = [...Object.values(columnWords).flat(), ...criterionWords]

/** Is this cell the name of a column as Debrief or a common rubric table writes it? */
export const isColumnName = (cell: string): boolean =>
  wordsOfColumns.includes(word(cell)) || isLevelHeader(cell) || isLabelHeader(cell)

export const filled = (row: CsvRow): string[] => row.cells.filter(cell => cell.trim() !== '')

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

export const isRatingHead = (row: CsvRow): boolean =>
  ratingWords.includes(word(row.cells[0])) && filled(row).filter(cell => cell !== row.cells[0]).length > 1

/** What stands around the rows of the criteria. */
export interface TableFrame {
  readonly head: CsvRow
  /** The number of points of each level, by column, where a row gives them. */
  readonly points: ReadonlyMap<number, string>
  readonly title?: string
  readonly source?: string
  readonly licence?: string
  /** The rows of the criteria. */
  readonly body: readonly CsvRow[]
}

/**
 * Finds the row with the columns' names, what is said above it, and a row of points above or below it.
 * @param headLine where a person said which line it is
 */
export function findFrame(rows: readonly CsvRow[], headLine?: number): TableFrame | CsvProblem {
  const rest = rows.filter(row => filled(row).length > 0)
  if (rest.length === 0)
    return { line: 1, message: 'The file is empty. Save the rubric as CSV again, and import that file.' }
  const meta: { title?: string; source?: string; licence?: string } = {}
  let points: ReadonlyMap<number, string> | undefined
  for (const [index, row] of rest.entries()) {
    const wanted = headLine === undefined ? isNamedHead(row) || isRatingHead(row) : row.line === headLine
    const said = headLine !== undefined && wanted ? undefined : readMeta(row)
    const found = said || (headLine !== undefined && wanted) ? undefined : readPoints(row, 0)
    if (said) meta[said.key] = said.value
    else if (found && !points) points = found
    else if (wanted) {
      const below = rest[index + 1]
      const own = row.cells.some(isLevelHeader)
      const first = Math.max(
        0,
        row.cells.findIndex(cell => criterionWords.includes(word(cell))),
      )
      const under = !points && below && !own ? readPoints(below, first) : undefined
      return {
        head: row,
        points: points ?? under ?? new Map(),
        ...meta,
        body: rest.slice(index + (under ? 2 : 1)),
      }
    } else if (headLine === undefined && !(row.cells[0] ?? '').trim().startsWith('#')) break
  }
  const shown = filled(rest[0] ?? { line: 1, cells: [] }).slice(0, 6)
  return {
    line: rest[0]?.line ?? 1,
    message: `The columns have no names that Debrief knows. The first row must name them: domain, code, criterion, description, and one for each level, such as level:1. It says: ${shown.join(', ').slice(0, 200)}.`,
  }
}
