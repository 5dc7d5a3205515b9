import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ReportFormat } from '../../contract/api/reports.ts'
import type { Report } from './report.types.ts'
import { commentTable, tablesOf } from './tables/rows.ts'

const fontFile = (): string =>
  createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')

/** A report's bytes. What each format needs is loaded when it is wanted. */
export async function writeReport(
  report: Report,
  format: ReportFormat,
  resourcesDir: string,
): Promise<Buffer> {
  switch (format) {
    case 'pdf':
      return (await import('./pdf/reportPdf.ts')).reportPdf(report)
    case 'html': {
      const [{ reportHtml }, css, font] = await Promise.all([
        import('./html/reportHtml.ts'),
        readFile(join(resourcesDir, 'report', 'report.css'), 'utf8'),
        readFile(fontFile()),
      ])
      return Buffer.from(reportHtml(report, { css, fontBase64: font.toString('base64') }))
    }
    case 'csv':
      return Buffer.from((await import('./tables/csv.ts')).csvOf(commentTable(report)))
    case 'xlsx':
      return (await import('./tables/xlsx.ts')).xlsxOf(tablesOf(report))
  }
}
