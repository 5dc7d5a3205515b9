import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { explainFailure } from '../lib/errors.ts'
import {
  exportedClipOf,
  forgetJob,
  isUnderWay,
  mergedOf,
  packageOf,
  reportOf,
  useAwaited,
} from '../lib/jobs.ts'
import { sayDone, sayExplained } from '../lib/notices.ts'
import { mergedWords } from '../lib/packageWords.ts'
import { useAppInfo, useJobs } from '../lib/queries.ts'
import { reveal } from '../lib/shell.ts'

/** Says when work that someone waits for is over: a written clip, and in the review room, where no tray stands, a failure. */
export function JobNews({ inRoom }: { readonly inRoom: boolean }) {
  const jobs = useJobs().data
  const canReveal = useAppInfo().data?.capabilities.reveal ?? false
  const [, go] = useLocation()
  const awaited = useAwaited(({ ids }) => ids)
  const underWay = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!jobs) return
    for (const job of jobs) {
      if (isUnderWay(job) || !(underWay.current.has(job.id) || awaited.has(job.id))) continue
      if (awaited.has(job.id)) forgetJob(job.id)
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
          `The report is written to ${report.file}`,
          canReveal ? { label: 'Show file', run: () => reveal(report.file) } : undefined,
        )
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
