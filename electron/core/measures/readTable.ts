import Papa from 'papaparse'
import type { ReadMeasureTable } from '../../contract/api/measures.ts'
import { DebriefError } from '../../contract/errors.ts'
import { type PointDetails, pointDetails } from '../../contract/records/measure.ts'

const names: Readonly<Record<'day' | 'value' | 'of' | 'note', readonly string[]>> = {
  day: ['date', 'day'],
  value: ['value', 'score', 'percent', 'result', 'mean'],
  of: ['of', 'n', 'students', 'answers', 'count'],
  note: ['note', 'notes', 'comment'],
}

/** `73`, `73.5`, `73,5`, `73 %`. */
function numberIn(text: string): number | undefined {
  const match = /^([+-]?\d+(?:[.,]\d+)?)\s*%?$/.exec(text.trim())
  return match?.[1] === undefined ? undefined : Number(match[1].replace(',', '.'))
}

interface Row {
  readonly value: number
  readonly of: number | undefined
  readonly note: string | undefined
}

/**
 * The mean of a day's rows, each weighed by how many it is of.
 * @param each the table has a row for each student (some day has several), so a row that is alone is of one
 */
function together(day: string, rows: readonly Row[], each: boolean): PointDetails {
  const [only] = rows
  if (rows.length === 1 && only && !(each && only.of === undefined))
    return {
      day,
      value: only.value,
      ...(only.of !== undefined && { of: only.of }),
      ...(only.note && { note: only.note }),
    }
  const of = rows.reduce((sum, row) => sum + (row.of ?? 1), 0)
  const total = rows.reduce((sum, row) => sum + row.value * (row.of ?? 1), 0)
  return { day, value: Math.round((total / of) * 1e6) / 1e6, of }
}

/**
 * Reads a table of measured values.
 * @throws DebriefError input.invalid where its first line names no day or no value
 */
export function readMeasureTable(text: string): ReadMeasureTable {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: false })
  const head = (data[0] ?? []).map(name => name.trim().toLowerCase())
  const columnOf = (of: keyof typeof names) => head.findIndex(name => names[of].includes(name))
  const [day, value, of, note] = [columnOf('day'), columnOf('value'), columnOf('of'), columnOf('note')]
  if (day < 0 || value < 0)
    throw new DebriefError(
      'input.invalid',
      'The first line of the table must name its columns: “date” and “value”, and if you like “n” and “note”. Nothing was taken in.',
      { subject: head.join(', ').slice(0, 200) },
    )
  const problems: { line: number; message: string }[] = []
  const days = new Map<string, Row[]>()
  let rows = 0
  for (const [at, cells] of data.entries()) {
    if (at === 0 || cells.every(cell => cell.trim() === '')) continue
    const line = at + 1
    const cell = (column: number) => (cells[column] ?? '').trim()
    const on = pointDetails.shape.day.safeParse(cell(day))
    const number = numberIn(cell(value))
    const count = of < 0 || cell(of) === '' ? undefined : numberIn(cell(of))
    if (!on.success) problems.push({ line, message: `“${cell(day)}” is no day like 2026-03-01.` })
    else if (number === undefined) problems.push({ line, message: `“${cell(value)}” is no number.` })
    else if (of >= 0 && cell(of) !== '' && !(count && Number.isInteger(count) && count > 0))
      problems.push({ line, message: `“${cell(of)}” is no whole number of students.` })
    else {
      rows += 1
      const noted = note < 0 ? undefined : cell(note).slice(0, 500) || undefined
      days.set(on.data, [...(days.get(on.data) ?? []), { value: number, of: count, note: noted }])
    }
  }
  const each = [...days.values()].some(found => found.length > 1)
  const points = [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, found]) => together(on, found, each))
  return { points, rows, problems }
}
