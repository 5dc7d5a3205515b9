import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { explainFailure } from '../lib/errors.ts'
import { exportedClipOf, isUnderWay } from '../lib/jobs.ts'
import { sayDone, sayExplained } from '../lib/notices.ts'
import { useAppInfo, useJobs } from '../lib/queries.ts'
import { reveal } from '../lib/shell.ts'

/** Says when work that someone waits for is over: a written clip, and in the review room, where no tray stands, a failure. */
export function JobNews({ inRoom }: { readonly inRoom: boolean }) {
  const jobs = useJobs().data
  const canReveal = useAppInfo().data?.capabilities.reveal ?? false
  const [, go] = useLocation()
  const underWay = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!jobs) return
    for (const job of jobs) {
      if (underWay.current.has(job.id) && !isUnderWay(job)) tell(job)
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
      else if (job.state === 'failed' && job.error && inRoom)
        sayExplained(explainFailure(job.error), `${job.title}:`)
    }
  }, [jobs, canReveal, go, inRoom])
  return null
}
