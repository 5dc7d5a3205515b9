import { Button, Progress } from '@mantine/core'
import { CircleCheck, CircleSlash, CircleX, FolderOpen, RotateCcw, X } from 'lucide-react'
import type { ExportedClip } from '../../../electron/contract/api/clips.ts'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import type { LessonView } from '../../../electron/contract/api/lessons.ts'
import { clipId } from '../../../electron/contract/records/clip.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { explainFailure } from '../../lib/errors.ts'
import { openExport } from '../../lib/exportDialog.ts'
import { cancelJob, dismissJob, exportedClipOf, isUnderWay, percent } from '../../lib/jobs.ts'
import { reveal } from '../../lib/shell.ts'
import { aboutWords, sizeWords } from '../../lib/words.ts'
import { Badge } from '../../ui/Badge.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Poster } from '../../ui/Poster.tsx'
import classes from './ExportQueue.module.css'

function methodWords({ method, encodedMs, durationMs, why }: ExportedClip): string {
  if (method === 'copy') return 'copied untouched'
  if (method === 'full') return why === undefined ? 'encoded again' : `encoded again: ${why}`
  return `${formatTimecode(encodedMs)} of ${formatTimecode(durationMs)} encoded again, the rest copied`
}

function subWords(job: JobView): string {
  const written = exportedClipOf(job)
  if (written)
    return [
      formatTimecode(written.durationMs),
      sizeWords(written.sizeBytes),
      methodWords(written),
      written.file,
    ].join(' · ')
  if (job.state === 'failed' && job.error) {
    const { title, message, next } = explainFailure(job.error)
    return `${title} ${message ?? next}`
  }
  if (job.state === 'cancelled') return 'Nothing was left behind.'
  return job.note ?? (job.state === 'queued' ? 'Waiting its turn' : 'Working')
}

/** One clip of the queue. */
export function ExportRow({
  job,
  lesson,
  canReveal,
}: {
  readonly job: JobView
  readonly lesson: LessonView | undefined
  readonly canReveal: boolean
}) {
  return (
    <li className={classes.row}>
      <Poster recording={lesson?.recordings[0]} className={classes.thumb ?? ''} />
      <div className={classes.words}>
        <span className={classes.title}>{job.title}</span>
        <span className={classes.sub}>{subWords(job)}</span>
        {isUnderWay(job) && <Progress value={job.progress * 100} aria-label={job.title} />}
      </div>
      <State job={job} canReveal={canReveal} />
    </li>
  )
}

function State({ job, canReveal }: { readonly job: JobView; readonly canReveal: boolean }) {
  const { id, title, progress, etaMs, state } = job
  const written = exportedClipOf(job)
  if (isUnderWay(job))
    return (
      <div className={classes.state}>
        <span className="sm t2 tn">
          {state === 'queued' ? 'Waiting' : percent(progress)}
          {etaMs !== undefined && state === 'running' && ` · ${aboutWords(etaMs)} left`}
        </span>
        <IconButton icon={X} label={`Cancel: ${title}`} onClick={() => void cancelJob(id)} />
      </div>
    )
  if (written)
    return (
      <div className={classes.state}>
        <Badge tone="ok">
          <CircleCheck size={14} strokeWidth={1.9} aria-hidden="true" /> Verified
        </Badge>
        {canReveal && (
          <Button
            variant="default"
            leftSection={<FolderOpen size={16} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => reveal(written.file)}
          >
            Show
          </Button>
        )}
        <Dismiss job={job} />
      </div>
    )
  const clip = clipId.safeParse(job.subject?.clipId).data
  return (
    <div className={classes.state}>
      {state === 'cancelled' ? (
        <Badge>
          <CircleSlash size={14} strokeWidth={1.9} aria-hidden="true" /> Cancelled
        </Badge>
      ) : (
        <Badge tone="bad">
          <CircleX size={14} strokeWidth={1.9} aria-hidden="true" /> Failed
        </Badge>
      )}
      {clip && (
        <Button
          variant="default"
          leftSection={<RotateCcw size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => openExport([clip])}
        >
          Export again
        </Button>
      )}
      <Dismiss job={job} />
    </div>
  )
}

function Dismiss({ job }: { readonly job: JobView }) {
  return (
    <IconButton icon={X} label={`Take off the list: ${job.title}`} onClick={() => void dismissJob(job.id)} />
  )
}
