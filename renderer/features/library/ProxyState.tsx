import { Loader, TriangleAlert } from 'lucide-react'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import type { RecordingView } from '../../../electron/contract/api/lessons.ts'
import { isUnderWay, percent } from '../../lib/jobs.ts'
import { Stamp } from '../../ui/Poster.tsx'
import classes from './LessonCard.module.css'

/** How far the playable copy of a recording is, where it needs one. */
export function ProxyState({
  recording,
  job,
}: {
  readonly recording: RecordingView
  readonly job: JobView | undefined
}) {
  if (!recording.proxyNeeded || recording.proxy === 'ready') return null
  if (recording.proxy === 'failed')
    return (
      <Stamp place="tl">
        <TriangleAlert size={13} strokeWidth={1.9} aria-hidden="true" /> No playable copy
      </Stamp>
    )
  if (!job || !isUnderWay(job)) return null
  return (
    <>
      <Stamp place="tl">
        <Loader size={13} strokeWidth={1.9} aria-hidden="true" />
        Making a playable copy · {percent(job.progress)}
      </Stamp>
      <span className={classes.making} style={{ width: `${job.progress * 100}%` }} />
    </>
  )
}
