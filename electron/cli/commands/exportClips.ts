import { resolve } from 'node:path'
import { type ExportedClip, type ExportStyle, exportedClip } from '../../contract/api/clips.ts'
import type { JobView } from '../../contract/api/jobs.ts'
import type { Failure } from '../../contract/errors.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Action } from '../command.types.ts'
import { errorLine } from '../failures.ts'
import { plural, table } from '../format/table.ts'
import { byIdPrefix } from '../idPrefix.ts'
import { failureOf, runJobs } from '../jobs.ts'
import { becomeReader } from '../speaker.ts'

export interface ExportOptions {
  readonly out: string
  readonly style?: ExportStyle
  readonly subtitles?: boolean
  readonly exact?: boolean
}

const columns = [
  { title: 'FILE' },
  { title: 'LENGTH', align: 'right' },
  { title: 'SIZE', align: 'right' },
  { title: 'MADE BY' },
] as const

const methods = { smart: 'encoding what changes', full: 'encoding all of it', copy: 'copying' }

const madeBy = ({ method, why }: ExportedClip): string =>
  why === undefined ? methods[method] : `${methods[method]}: ${why}`

const row = (clip: ExportedClip): string[] => [
  clip.file,
  formatTimecode(clip.durationMs, 1),
  `${(clip.sizeBytes / 1e6).toFixed(1)} MB`,
  madeBy(clip),
]

function outcome(job: JobView, clipId: string): ExportedClip | Failure {
  const parsed = exportedClip.safeParse(job.result)
  if (job.state === 'done' && parsed.success) return parsed.data
  const { code, message } = failureOf(job)
  return { clipId, code, message }
}

const isFailure = (each: ExportedClip | Failure): each is Failure => 'code' in each

/** Renders clips with what people said in them, each verified after it was written. */
export const exportClips =
  (wanted: readonly string[], { out: dir, style, subtitles, exact }: ExportOptions): Action =>
  async work => {
    const { api, out, globals } = work
    await becomeReader(work, globals)
    const all = await api.clips.list({})
    const clipIds = [...new Set(wanted.map(id => byIdPrefix('clip', id, all).id))]
    const options = {
      ...(style === undefined ? {} : { style }),
      subtitles: subtitles ?? false,
      exact: exact ?? false,
    }
    const jobs = await runJobs(work, async () => {
      const { jobIds } = await api.exports.start({ clipIds, dir: resolve(dir), ...options })
      return jobIds
    })
    const outcomes = jobs.map((job, at) => outcome(job, clipIds[at] ?? ''))
    const exported = outcomes.flatMap(each => (isFailure(each) ? [] : [each]))
    const failed = outcomes.filter(isFailure)
    out.result({ exported, failed }, () => {
      const done = `${plural(exported.length, 'clip')} exported and verified, ${failed.length} failed.`
      return exported.length === 0 ? done : `${table(columns, exported.map(row))}\n\n${done}`
    })
    for (const { clipId, code, message } of failed)
      out.note(errorLine({ code, message: `${clipId}: ${message}` }))
    return failed.length > 0 ? 1 : 0
  }
