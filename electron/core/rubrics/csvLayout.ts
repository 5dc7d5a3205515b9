import type { ColumnRole, TableMapping } from '../../contract/api/rubrics.ts'
import type { RubricLevel } from '../../contract/records/rubric.ts'
import type { CsvProblem, CsvRow } from '../text/csvRows.ts'
import {
  columnWords,
  criterionWords,
  filled,
  findFrame,
  isLabelHeader,
  isRatingHead,
  otherWords,
  type TableFrame,
  word,
} from './csvHead.ts'
import {
  isLevelHeader,
  type LevelHeader,
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
  readonly lookFors?: number
  readonly colour?: number
  readonly digit?: number
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

const MAX_COLUMNS = 500

const columnOf = (head: CsvRow, words: readonly string[]): number | undefined => {
  for (const wanted of words) {
    const at = head.cells.findIndex(cell => word(cell) === wanted)
    if (at >= 0) return at
  }
  return undefined
}

const firstFilled = (rows: readonly CsvRow[], column: number | undefined): string | undefined =>
  column === undefined ? undefined : rows.map(row => row.cells[column] ?? '').find(cell => cell.trim() !== '')

/** What each column seems to be, by its name. */
function guessRoles({ head }: TableFrame): ColumnRole[] {
  const named = columnOf(head, criterionWords)
  const criterion = named ?? (isRatingHead(head) && !head.cells.some(isLevelHeader) ? 0 : undefined)
  const roles: Array<ColumnRole | undefined> = head.cells.slice(0, MAX_COLUMNS).map(() => undefined)
  for (const role of [
    'domain',
    'code',
    'description',
    'lookFors',
    'colour',
    'digit',
    'rubric',
    'source',
    'licence',
  ] as const) {
    const at = columnOf(head, columnWords[role])
    if (at !== undefined && at !== criterion) roles[at] = role
  }
  if (criterion !== undefined) roles[criterion] = 'criterion'
  const own = head.cells.some(isLevelHeader)
  return roles.map((role, at) => {
    const cell = head.cells[at] ?? ''
    if (role) return role
    if (isLevelHeader(cell)) return 'level'
    if (isLabelHeader(cell)) return 'levelLabel'
    return own || cell.trim() === '' || otherWords.includes(word(cell)) ? 'ignored' : 'level'
  })
}

/** The levels, lowest first, as far as their names and points tell. */
function guessLevels({ head, points, body }: TableFrame, roles: readonly ColumnRole[]): CsvLayout['levels'] {
  const columns = roles.flatMap((role, column) => (role === 'level' ? [column] : []))
  const cells = columns.map(column => ({ column, cell: head.cells[column] ?? '' }))
  if (cells.length > 0 && cells.every(({ cell }) => isLevelHeader(cell))) {
    const labelColumns = new Map<string, number>()
    for (const [column, cell] of head.cells.entries())
      if (roles[column] === 'levelLabel')
        labelColumns.set(readLevelHeader(cell.trim().replace(/^label/i, 'level')).code, column)
    return cells.map(({ column, cell }) => {
      const { code, label } = readLevelHeader(cell)
      return { column, code, label: label ?? firstFilled(body, labelColumns.get(code)) ?? code }
    })
  }
  const foreign = cells.map(({ column, cell }): LevelHeader & { column: number } => {
    const { code: named, label } = isLevelHeader(cell)
      ? { label: readLevelHeader(cell).code, ...readLevelHeader(cell) }
      : readForeignLevelHeader(cell)
    const code = points.get(column) ?? named
    return { column, label: label || `Column ${column + 1}`, ...(code && { code }) }
  })
  return orderForeignLevels(foreign)
}

/** Whether the first level column of the table is the highest. */
const runsDown = (levels: CsvLayout['levels']): boolean =>
  (levels[0]?.column ?? 0) > (levels.at(-1)?.column ?? 0)

/** The other way round; levels that are only counted are counted anew from the lowest. */
function turned(levels: CsvLayout['levels']): CsvLayout['levels'] {
  const counted = levels.every(({ code }, at) => code === String(at + 1))
  return levels.toReversed().map((level, at) => (counted ? { ...level, code: String(at + 1) } : level))
}

/**
 * Finds out how a rubric table is laid out: Debrief's own columns, or another tool's table with criteria in rows and
 * levels in columns, with or without a row of points.
 * @param mapping what a person says about it, which wins over what the names say; without columns only which line names them
 */
export function readLayout(
  rows: readonly CsvRow[],
  mapping?: TableMapping,
): (CsvLayout & { readonly mapping: TableMapping }) | CsvProblem {
  const frame = findFrame(rows, mapping?.headLine)
  if ('message' in frame) return frame
  const { head, body } = frame
  const said = mapping && mapping.columns.length > 0 ? mapping : undefined
  const roles = said?.columns ?? guessRoles(frame)
  const at = (role: ColumnRole): number | undefined => {
    const column = roles.indexOf(role)
    return column < 0 ? undefined : column
  }
  const criterion = at('criterion')
  if (criterion === undefined)
    return {
      line: head.line,
      message: 'There is no column named "criterion". Name the column that says what each criterion is.',
    }
  const guessed = guessLevels(frame, roles)
  const down = said?.highestFirst ?? runsDown(guessed)
  const levels = guessed.length > 1 && down !== runsDown(guessed) ? turned(guessed) : guessed
  const ignored = head.cells.flatMap((cell, column) =>
    (roles[column] ?? 'ignored') === 'ignored' && cell.trim() !== '' ? [cell.trim()] : [],
  )
  const places = {
    domain: at('domain'),
    code: at('code'),
    description: at('description'),
    lookFors: at('lookFors'),
    colour: at('colour'),
    digit: at('digit'),
    title: frame.title ?? firstFilled(body, at('rubric')),
    source: frame.source ?? firstFilled(body, at('source')),
    licence: frame.licence ?? firstFilled(body, at('licence')),
  }
  return {
    criterion,
    ...(Object.fromEntries(
      Object.entries(places).filter(([, value]) => value !== undefined),
    ) as Partial<CsvLayout>),
    levels,
    body,
    ignored,
    mapping: { headLine: head.line, columns: [...roles], highestFirst: runsDown(levels) },
  }
}

/** How a table may be read where nothing in it is named as Debrief knows it: a person says the rest. */
export function blankMapping(rows: readonly CsvRow[], headLine?: number): TableMapping | undefined {
  const first = rows.find(row => filled(row).length > 0 && (headLine === undefined || row.line === headLine))
  if (!first) return undefined
  return {
    headLine: first.line,
    columns: first.cells.slice(0, MAX_COLUMNS).map(() => 'ignored' as const),
    highestFirst: false,
  }
}
