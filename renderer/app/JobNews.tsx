import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { explainFailure } from '../lib/errors.ts'
import { useJobs } from '../lib/jobList.ts'
import {
  exportedClipOf,
  forgetJob,
  isUnderWay,
  mergedOf,
  packageOf,
  reportOf,
  siteOf,
  useAwaited,
} from '../lib/jobs.ts'
import { sayDone, sayExplained } from '../lib/notices.ts'
import { mergedWords } from '../lib/packageWords.ts'
import { useAppInfo } from '../lib/queries.ts'
import { reveal } from '../lib/shell.ts'
import { counted } from '../lib/words.ts'

/** Says when work that someone waits for is over: a written clip, and in the review room, where no tray stands, a failure. */
export function JobNews({ inRoom }: { readonly inRoom: boolean }) {
  const jobs = useJobs().data
  const canReveal = useAppInfo().data?.capabilities.reveal ?? false
  const [, go] = useLocation()
  const awaited = useAwaited(({ ids }) => ids)
  const underWay = useRef<ReadonlySet<string>>(new Set())
  /** Work may be over, and said, before the answer to who began it is here. */
  const told = useRef(new Set<string>())
  useEffect(() => {
    if (!jobs) return
    for (const job of jobs) {
      if (isUnderWay(job) || !(underWay.current.has(job.id) || awaited.has(job.id))) continue
      if (awaited.has(job.id)) forgetJob(job.id)
      if (told.current.has(job.id)) continue
      told.current.add(job.id)
      tell(job)
    }
    underWay.current = new Set(jobs.filter(isUnderWay).map(({ id }) => id))

    function tell(job: JobView) {
      const written = exportedClipOf(job)
      if (written)
        sayDone(
          `“${job.title}” is written and verified`,
          canReveal
            ? { label: 'Show file', run: () => reveal(written.file) }
            : { label: 'Show queue', run: () => go('/clips/queue') },
        )
      const packed = packageOf(job)
      if (packed)
        sayDone(
          `“${packed.title}” is written to ${packed.file}`,
          canReveal ? { label: 'Show file', run: () => reveal(packed.file) } : undefined,
        )
      const report = reportOf(job)
      if (report)
        sayDone(
          `The report is written to ${report.file}${report.restricted ? ', without its frames: the lesson may not leave the library' : ''}`,
          canReveal ? { label: 'Show file', run: () => reveal(report.file) } : undefined,
        )
      const site = siteOf(job)
      if (site) {
        const where = site.file ?? site.dir
        const left = site.failed.length
        sayDone(
          `“${site.title}” is written to ${where}, with ${counted(site.clips, 'clip')}${left > 0 ? `; ${left} stayed out: ${site.failed[0]?.message ?? ''}` : ''}`,
          canReveal ? { label: 'Show it', run: () => reveal(where) } : undefined,
        )
      }
      const merged = mergedOf(job)
      const [lesson] = merged?.lessons ?? []
      if (merged && lesson)
        sayDone(mergedWords(merged), {
          label: 'Open the lesson',
          run: () => go(`/lesson/${encodeURIComponent(lesson.id)}`),
        })
      else if (job.state === 'failed' && job.error && inRoom)
        sayExplained(explainFailure(job.error), `${job.title}:`)
    }
  }, [jobs, awaited, canReveal, go, inRoom])
  return null
}
