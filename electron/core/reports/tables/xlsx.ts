import writeXlsxFile, { type Sheet } from 'write-excel-file/node'
import type { Table } from './rows.ts'

/** What one cell of a spreadsheet may hold. */
const MAX_CELL = 32_767

const cellOf = (value: string | number) =>
  typeof value === 'number'
    ? { value, type: Number, alignVertical: 'top' as const }
    : // Typed as text: a spreadsheet runs nothing that it holds.
      { value: value.slice(0, MAX_CELL), type: String, wrap: true, alignVertical: 'top' as const }

/** Tables as one workbook, a sheet each, with their heads held in sight. */
export async function xlsxOf(tables: readonly Table[]): Promise<Buffer> {
  const sheets = tables.map(
    ({ title, columns, rows }): Sheet<never> => ({
      sheet: title,
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      data: [
        columns.map(({ name }) => ({ value: name, type: String, fontWeight: 'bold' as const })),
        ...rows.map(row => row.map(cellOf)),
      ],
    }),
  )
  return writeXlsxFile(sheets).toBuffer()
}
