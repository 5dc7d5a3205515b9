import { Check, CircleX, Equal, X } from 'lucide-react'
import { Link } from 'wouter'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import type { ImportOutcome } from '../../../electron/contract/api/lessons.ts'
import type { Failure } from '../../../electron/contract/errors.ts'
import { wordsOf } from '../../lib/errors.ts'
import { dismissJob, importResultOf } from '../../lib/jobs.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { outcomeWords } from './outcomeWords.ts'
import classes from './Tray.module.css'

const fileNameOf = (path: string): string => path.split(/[/\\]/).at(-1) || path

/** What an import brought, file by file; one that failed stops no other. */
export function ImportOutcomes({ job }: { readonly job: JobView }) {
  const result = importResultOf(job) ?? { imported: [], failed: [] }
  return (
    <li className={classes.outcomes}>
      <div className={classes.summary}>
        <b className="med">{outcomeWords(result)}</b>
        <IconButton
          icon={X}
          label="Close this report"
          size={28}
          iconSize={15}
          onClick={() => void dismissJob(job.id)}
        />
      </div>
      <ul className={classes.each}>
        {result.failed.map(failure => (
          <FailedFile key={failure.file ?? failure.message} failure={failure} />
        ))}
        {result.imported.map(outcome => (
          <ImportedFile key={outcome.recordingId} outcome={outcome} onOpen={() => void dismissJob(job.id)} />
        ))}
      </ul>
    </li>
  )
}

function ImportedFile({ outcome, onOpen }: { readonly outcome: ImportOutcome; readonly onOpen: () => void }) {
  const { lessonId, title, existing, proxyNeeded } = outcome
  const Icon = existing ? Equal : Check
  return (
    <li className={classes.file}>
      <Icon size={15} strokeWidth={2.2} aria-hidden="true" />
      <div className={classes.words}>
        <span className="ell">{title}</span>
        {existing && <span className={classes.small}>It is in the library already; nothing was added.</span>}
        {!existing && proxyNeeded && (
          <span className={classes.small}>A playable copy is made when you open it.</span>
        )}
      </div>
      <Link
        href={`/lesson/${encodeURIComponent(lessonId)}`}
        onClick={onOpen}
        className={classes.open ?? ''}
        aria-label={`Open ${title}`}
      >
        Open
      </Link>
    </li>
  )
}

function FailedFile({ failure }: { readonly failure: Failure }) {
  return (
    <li className={classes.file}>
      <CircleX size={15} strokeWidth={2.2} className={classes.bad} aria-hidden="true" />
      <div className={classes.words}>
        <span className={classes.name}>
          {failure.file ? fileNameOf(failure.file) : wordsOf(failure.code).title}
        </span>
        <span className={classes.small}>{failure.message}</span>
      </div>
    </li>
  )
}
