import { Progress } from '@mantine/core'
import { CircleX, X } from 'lucide-react'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import { explainFailure } from '../../lib/errors.ts'
import { cancelJob, dismissJob, isUnderWay, percent } from '../../lib/jobs.ts'
import { aboutWords } from '../../lib/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import classes from './Tray.module.css'

/** One piece of work: how far, how long still, cancel; or why it failed. */
export function JobLine({ job }: { readonly job: JobView }) {
  if (!isUnderWay(job)) return <FailedLine job={job} />
  const { id, title, progress, etaMs, note, state } = job
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span className="ell med">{title}</span>
        <span className={classes.small}>
          {state === 'queued' ? 'Waiting its turn' : percent(progress)}
          {note && ` · ${note}`}
          {etaMs !== undefined && state === 'running' && ` · ${aboutWords(etaMs)} left`}
        </span>
        <Progress value={progress * 100} size={4} aria-label={title} />
      </div>
      <IconButton
        icon={X}
        label={`Cancel: ${title}`}
        size={28}
        iconSize={15}
        onClick={() => void cancelJob(id)}
      />
    </li>
  )
}

function FailedLine({ job }: { readonly job: JobView }) {
  const { title, next, message } = job.error
    ? explainFailure(job.error)
    : { title: 'It did not finish.', next: 'Try again.', message: undefined }
  return (
    <li className={classes.line}>
      <CircleX size={17} strokeWidth={1.9} className={classes.bad} aria-hidden="true" />
      <div className={classes.words}>
        <span className="ell med">{job.title}</span>
        <span className={classes.small}>
          {title} {message ?? next}
        </span>
      </div>
      <IconButton
        icon={X}
        label={`Close: ${job.title}`}
        size={28}
        iconSize={15}
        onClick={() => void dismissJob(job.id)}
      />
    </li>
  )
}
