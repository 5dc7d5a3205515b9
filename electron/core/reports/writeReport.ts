import type { ReportFormat } from '../../contract/api/reports.ts'
import { readPageParts } from '../text/pageParts.ts'
import type { Report } from './report.types.ts'
import { commentTable, tablesOf } from './tables/rows.ts'

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
      const [{ reportHtml }, parts] = await Promise.all([
        import('./html/reportHtml.ts'),
        readPageParts(resourcesDir, ['report/report.css']),
      ])
      return Buffer.from(reportHtml(report, parts))
    }
    case 'csv':
      return Buffer.from((await import('./tables/csv.ts')).csvOf(commentTable(report)))
    case 'xlsx':
      return (await import('./tables/xlsx.ts')).xlsxOf(tablesOf(report))
  }
}
