import { resolve } from 'node:path'
import { type ReportFormat, reportFormat, writtenReport } from '../../contract/api/reports.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Action } from '../command.types.ts'
import { plural } from '../format/table.ts'
import { failureOf, runJobs } from '../jobs.ts'
import { becomeReader } from '../speaker.ts'

export interface ReportOptions {
  readonly out: string
  /** Whose words; default: everyone's. */
  readonly by?: readonly string[]
  /** False with `--no-pictures`. */
  readonly pictures: boolean
}

/** @throws DebriefError input.invalid */
function formatOf(file: string): ReportFormat {
  const ending = reportFormat.safeParse(/\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase())
  if (ending.success) return ending.data
  throw new DebriefError(
    'input.invalid',
    `A report ends in .pdf, .html, .csv or .xlsx, and “${file}” does not. Nothing was written.`,
    { subject: 'out' },
  )
}

/** Writes a lesson's debrief to read, print or file. */
export const report =
  (lesson: string, { out: file, by, pictures }: ReportOptions): Action =>
  async work => {
    const { api, out, globals } = work
    const format = formatOf(file)
    const { id: lessonId } = await api.lessons.find({ id: lesson })
    await becomeReader(work, globals)
    const people = by && (await api.people.list()).filter(({ name }) => by.includes(name)).map(({ id }) => id)
    const unknown = by?.filter(name => name.trim() === '') ?? []
    if (by && (people?.length ?? 0) < new Set(by).size - unknown.length)
      throw new DebriefError(
        'input.invalid',
        `Not everyone in ${by.join(', ')} is known in this library. Write names as they stand in “debrief comments”. Nothing was written.`,
        { subject: 'by' },
      )
    const [job] = await runJobs(work, async () => [
      (
        await api.reports.write({
          lessonId,
          format,
          file: resolve(file),
          pictures,
          ...(people && { people }),
        })
      ).jobId,
    ])
    const written = writtenReport.safeParse(job?.result)
    if (job?.state !== 'done' || !written.success) {
      const { code, message } = job
        ? failureOf(job)
        : { code: 'internal' as const, message: 'The work ended without a word. Try again.' }
      throw new DebriefError(code, message)
    }
    if (written.data.restricted)
      out.note(
        'The lesson has no consent to leave this library, so its frames were left out; the words are there.',
      )
    out.result(written.data, () => `${plural(written.data.comments, 'comment')} in ${written.data.file}`)
  }
