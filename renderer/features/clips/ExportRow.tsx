import { Button, Progress } from '@mantine/core'
import { ArrowDown, ArrowUp, CircleCheck, CircleSlash, CircleX, FolderOpen, RotateCcw, X } from 'lucide-react'
import type { ExportedClip } from '../../../electron/contract/api/clips.ts'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import { clipId } from '../../../electron/contract/records/clip.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { api } from '../../lib/api.ts'
import { explainFailure } from '../../lib/errors.ts'
import { openExport } from '../../lib/exportDialog.ts'
import {
  cancelJob,
  dismissJob,
  exportedClipOf,
  exportedReelOf,
  isUnderWay,
  percent,
  writtenFileOf,
} from '../../lib/jobs.ts'
import { sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { reveal } from '../../lib/shell.ts'
import { aboutWords, counted, sizeWords } from '../../lib/words.ts'
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
  const made = exportedReelOf(job)
  if (made)
    return [
      counted(made.exported.length, 'clip'),
      formatTimecode(made.reel.durationMs),
      sizeWords(made.reel.sizeBytes),
      ...(made.failed.length > 0 ? [`${made.failed.length} left out: ${made.failed[0]?.message ?? ''}`] : []),
      made.reel.file,
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
  place,
}: {
  readonly job: JobView
  readonly lesson: LessonEntry | undefined
  readonly canReveal: boolean
  /** In the queue, from 0; -1 where it is over. */
  readonly place: { readonly at: number; readonly of: number }
}) {
  return (
    <li className={classes.row}>
      <Poster recording={lesson?.recordings[0]} className={classes.thumb ?? ''} />
      <div className={classes.words}>
        <span className={classes.title}>{job.title}</span>
        <span className={classes.sub}>{subWords(job)}</span>
        {isUnderWay(job) && <Progress value={job.progress * 100} aria-label={job.title} />}
      </div>
      <State job={job} canReveal={canReveal} place={place} />
    </li>
  )
}

const move = (jobId: string, by: -1 | 1) =>
  void api.exports
    .move({ jobId, by })
    .then(view => queryClient.setQueryData(keys.exportQueue, view))
    .catch((error: unknown) => sayError(error, 'The order could not be changed.'))

function State({
  job,
  canReveal,
  place,
}: {
  readonly job: JobView
  readonly canReveal: boolean
  readonly place: { readonly at: number; readonly of: number }
}) {
  const { id, title, progress, etaMs, state } = job
  const file = writtenFileOf(job)
  if (isUnderWay(job))
    return (
      <div className={classes.state}>
        <span className="sm t2 tn">
          {state === 'queued' ? 'Waiting' : percent(progress)}
          {etaMs !== undefined && state === 'running' && ` · ${aboutWords(etaMs)} left`}
        </span>
        {state === 'queued' && place.of > 1 && (
          <>
            <IconButton
              icon={ArrowUp}
              label={`Earlier: ${title}`}
              disabled={place.at <= 0}
              onClick={() => move(id, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={`Later: ${title}`}
              disabled={place.at === place.of - 1}
              onClick={() => move(id, 1)}
            />
          </>
        )}
        <IconButton icon={X} label={`Cancel: ${title}`} onClick={() => void cancelJob(id)} />
      </div>
    )
  if (file !== undefined)
    return (
      <div className={classes.state}>
        <Badge tone="ok">
          <CircleCheck size={14} strokeWidth={1.9} aria-hidden="true" /> Verified
        </Badge>
        {canReveal && (
          <Button
            variant="default"
            leftSection={<FolderOpen size={16} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => reveal(file)}
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
