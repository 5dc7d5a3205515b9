import Papa from 'papaparse'

/** One row of a table, with the line of the file it starts on (as a text editor counts, from 1). */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvProblem {
  readonly line: number
  readonly message: string
}

const DELIMITERS = [',', ';', '\t', '|'] as const
const HEAD_CHARS = 64_000
const HEAD_ROWS = 12
const lineEnd = /\r\n|\r|\n/g

/**
 * Picks the delimiter under which the head of the table looks most like a table: known column names count most, then
 * rows of one length. A German or French Excel writes semicolons, a paste from a sheet has tabs.
 */
function pickDelimiter(text: string, isColumnName: (cell: string) => boolean): string {
  const head = text.slice(0, HEAD_CHARS)
  let best = { delimiter: ',', score: -1 }
  for (const delimiter of DELIMITERS) {
    const rows = Papa.parse<string[]>(head, { delimiter, preview: HEAD_ROWS }).data
    const names = Math.max(0, ...rows.map(cells => cells.filter(isColumnName).length))
    const lengths = rows.map(cells => cells.length).filter(length => length > 1)
    const alike = Math.max(0, ...lengths.map(length => lengths.filter(other => other === length).length))
    const widest = Math.max(0, ...lengths)
    const score = names * 1_000_000 + alike * 1_000 + widest
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Makes every line end between rows the same, and leaves those inside quotes as they were typed. */
function evenLineEnds(text: string, delimiter: string): string {
  const parts: string[] = []
  let from = 0
  let quoted = false
  let cellStart = true
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (quoted) {
      if (char !== '"') continue
      if (text[i + 1] === '"') i++
      else quoted = false
    } else if (char === '"' && cellStart) {
      quoted = true
      cellStart = false
    } else if (char === '\r') {
      parts.push(text.slice(from, i), '\n')
      if (text[i + 1] === '\n') i++
      from = i + 1
      cellStart = true
    } else {
      cellStart = char === delimiter || char === '\n'
    }
  }
  parts.push(text.slice(from))
  return parts.join('')
}

/**
 * Splits CSV text into rows without asking how it was made: comma, semicolon, tab or bar; any line end, also mixed; an
 * Excel `sep=;` line; line breaks inside quotes.
 * @param isColumnName tells whether a cell is the name of a column we know; it settles the choice of delimiter
 */
export function readCsvRows(
  text: string,
  isColumnName: (cell: string) => boolean,
): { rows: CsvRow[]; problems: CsvProblem[] } {
  const declared = /^sep=(.)(?:\r\n|\r|\n|$)/i.exec(text)
  const body = declared ? text.slice(declared[0].length) : text
  const delimiter = declared?.[1] ?? pickDelimiter(body, isColumnName)
  const parsed = Papa.parse<string[]>(evenLineEnds(body, delimiter), { delimiter, newline: '\n' })

  let line = declared ? 2 : 1
  const rows = parsed.data.map(cells => {
    const row = { line, cells }
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(lineEnd)?.length ?? 0), 0)
    return row
  })
  const problems = parsed.errors
    .filter(error => error.type === 'Quotes')
    .map(error => ({
      line: rows[error.row ?? 0]?.line ?? 1,
      message:
        'A cell opens with a quotation mark that is not closed properly. Write quotation marks inside a cell twice, or save the table again from the spreadsheet.',
    }))
  // One open quote makes the parser complain about everything behind it; the first place is the one to mend.
  return { rows, problems: problems.slice(0, 1) }
}
