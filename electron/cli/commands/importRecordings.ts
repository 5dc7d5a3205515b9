import { resolve } from 'node:path'
import { type ImportOutcome, importResult } from '../../contract/api/lessons.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Action } from '../command.types.ts'
import { errorLine, UsageError } from '../failures.ts'
import { plural, table } from '../format/table.ts'
import { failureOf, runJobs } from '../jobs.ts'
import { becomeSpeaker } from '../speaker.ts'

export interface ImportOptions {
  readonly title?: string
  readonly teacher?: string
  readonly date?: string
  readonly subject?: string
  readonly grade?: string
  readonly lesson?: string
  readonly copy?: boolean
  readonly join?: boolean
}

const columns = [
  { title: '' },
  { title: 'TITLE' },
  { title: 'LENGTH', align: 'right' },
  { title: 'PICTURE', align: 'right' },
  { title: 'PLAYS' },
  { title: 'LESSON' },
] as const

const row = ({ existing, title, durationMs, width, height, playable, lessonId }: ImportOutcome): string[] => [
  existing ? 'there already' : 'imported',
  title,
  formatTimecode(durationMs),
  width === 0 ? 'sound only' : `${width}×${height}`,
  playable ? 'as it is' : 'after conversion',
  lessonId,
]

/** Brings recordings into the library, each file with its own outcome. */
export const importRecordings =
  (files: readonly string[], { lesson, copy, join, ...details }: ImportOptions): Action =>
  async work => {
    const { api, out, globals } = work
    if (files.length > 1 && details.title !== undefined && !join) {
      throw new UsageError('--title names one lesson, so it goes with one file.')
    }
    const lessonId = lesson === undefined ? {} : { lessonId: (await api.lessons.find({ id: lesson })).id }
    await becomeSpeaker(work, globals)
    const [job] = await runJobs(work, async () => {
      const request = {
        files: files.map(file => resolve(file)),
        copy: copy ?? false,
        join: join ?? false,
        ...details,
        ...lessonId,
      }
      return [(await api.recordings.import(request)).jobId]
    })
    const parsed = importResult.safeParse(job?.result)
    const { imported, failed } = parsed.success ? parsed.data : { imported: [], failed: [] }
    const unfinished = job && job.state !== 'done' ? [failureOf(job)] : []
    out.result({ imported, failed: [...failed, ...unfinished] }, () => {
      const done = `${plural(imported.length, 'recording')} in, ${failed.length} refused.`
      return imported.length === 0 ? done : `${table(columns, imported.map(row))}\n\n${done}`
    })
    for (const { file, code, message } of failed) {
      out.note(errorLine({ code, message: file === undefined ? message : `${file}: ${message}` }))
    }
    for (const failure of unfinished) out.note(errorLine(failure))
    return failed.length + unfinished.length > 0 ? 1 : 0
  }
