import { resolve } from 'node:path'
import {
  type ExportedClip,
  type ExportStyle,
  exportedClip,
  exportedReel,
  type SidecarKind,
} from '../../contract/api/clips.ts'
import type { JobView } from '../../contract/api/jobs.ts'
import type { Failure } from '../../contract/errors.ts'
import type { ClipId } from '../../contract/records/clip.ts'
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
  readonly reel?: string
  readonly beside?: SidecarKind[]
  readonly poster?: boolean
  /** ms */
  readonly hold?: number
  readonly titleCard?: boolean
  readonly endCard?: boolean
  readonly nameTeacher?: boolean
  readonly prompt?: string
  readonly speed?: number
  readonly gain?: number
  readonly evenVoices?: boolean
  readonly mute?: boolean
}

/** What the call says, as the contract names it; what it does not say is left to the contract's defaults. */
const optionsOf = (said: ExportOptions) => ({
  ...(said.style !== undefined && { style: said.style }),
  subtitles: said.subtitles ?? false,
  exact: said.exact ?? false,
  ...(said.beside !== undefined && { sidecars: said.beside }),
  ...(said.poster === true && { poster: true }),
  ...(said.hold !== undefined && { holdMs: said.hold }),
  ...(said.titleCard === true && { titleCard: true }),
  ...(said.endCard === true && { endCard: true }),
  ...(said.nameTeacher === true && { showTeacher: true }),
  ...(said.prompt !== undefined && { prompt: said.prompt }),
  ...(said.speed !== undefined && { speed: said.speed }),
  ...(said.gain !== undefined && { gainDb: Math.round(said.gain) }),
  ...(said.evenVoices === true && { evenVoices: true }),
  ...(said.mute === true && { mute: true }),
})

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

/** One file of all clips. */
async function exportReel(
  work: Parameters<Action>[0],
  clipIds: ClipId[],
  said: ExportOptions & { readonly reel: string },
): Promise<number> {
  const { api, out } = work
  const [job] = await runJobs(work, async () => {
    const { jobIds } = await api.exports.start({
      clipIds,
      dir: resolve(said.out),
      reel: said.reel,
      ...optionsOf(said),
    })
    return jobIds
  })
  const made = exportedReel.safeParse(job?.result).data
  if (job?.state !== 'done' || !made) {
    const why = job ? failureOf(job) : { code: 'internal' as const, message: 'Nothing was exported.' }
    const failed = clipIds.map(clipId => ({ clipId, ...why }))
    out.result({ exported: [], failed }, () => 'No reel was written.')
    out.note(errorLine(why))
    return 1
  }
  const { reel, exported, failed } = made
  out.result({ exported, failed, reel }, () => {
    const size = `${(reel.sizeBytes / 1e6).toFixed(1)} MB`
    return `${reel.file}\n${plural(exported.length, 'clip')}, ${formatTimecode(reel.durationMs, 1)}, ${size}, verified; ${failed.length} failed.`
  })
  for (const { clipId, code, message } of failed)
    out.note(errorLine({ code, message: `${clipId}: ${message}` }))
  return failed.length > 0 ? 1 : 0
}

/** Renders clips with what people said in them, each verified after it was written. */
export const exportClips =
  (wanted: readonly string[], said: ExportOptions): Action =>
  async work => {
    const { api, out, globals } = work
    await becomeReader(work, globals)
    const all = await api.clips.list({})
    const clipIds = [...new Set(wanted.map(id => byIdPrefix('clip', id, all).id))]
    const { reel } = said
    if (reel !== undefined) return exportReel(work, clipIds, { ...said, reel })
    const jobs = await runJobs(work, async () => {
      const { jobIds } = await api.exports.start({
        clipIds,
        dir: resolve(said.out),
        ...optionsOf(said),
      })
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
