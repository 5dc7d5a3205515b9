import Papa from 'papaparse'
import { asWords } from '../../text/csvCell.ts'
import type { Table } from './rows.ts'

/** A table as text, with the byte order mark by which spreadsheets know UTF-8. Pure. */
export function csvOf({ columns, rows }: Table): string {
  const data = rows.map(row => row.map(cell => (typeof cell === 'number' ? cell : asWords(cell))))
  return `\ufeff${Papa.unparse({ fields: columns.map(({ name }) => name), data }, { newline: '\r\n' })}\r\n`
}
