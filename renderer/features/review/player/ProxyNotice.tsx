import { useEffect, useRef, useState } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { api } from '../../../lib/api.ts'
import { explain, explainFailure } from '../../../lib/errors.ts'
import { cancelJob, isUnderWay, percent } from '../../../lib/jobs.ts'
import { useMediaAddress } from '../../../lib/media.ts'
import { useJobs } from '../../../lib/queries.ts'
import { aboutWords } from '../../../lib/words.ts'
import classes from './Stage.module.css'

/** Why nothing plays yet: a copy that this page can play is being made, with its progress, or could not be. */
export function ProxyNotice({
  recording,
  state,
  soundOnly,
}: {
  readonly recording: RecordingView
  readonly state: 'making' | 'wanted' | 'failed'
  readonly soundOnly: boolean
}) {
  const address = useMediaAddress()
  const jobs = useJobs().data
  const job = jobs?.findLast(({ kind, subject }) => kind === 'proxy' && subject?.recordingId === recording.id)
  const [refusal, setRefusal] = useState<unknown>()
  const [cancelled, setCancelled] = useState(false)
  const asked = useRef(false)

  const make = () => {
    asked.current = true
    setRefusal(undefined)
    setCancelled(false)
    api.recordings.makeProxy({ id: recording.id }).catch((error: unknown) => setRefusal(error))
  }
  useEffect(() => {
    // A lesson is opened to be watched: what cannot be played is made playable without being asked.
    if (state === 'wanted' && !asked.current && !cancelled) {
      asked.current = true
      api.recordings.makeProxy({ id: recording.id }).catch((error: unknown) => setRefusal(error))
    }
  }, [state, cancelled, recording.id])

  const poster = recording.hasPoster && !soundOnly ? address?.(recording.id, 'poster') : undefined
  const failed = refusal !== undefined || (state === 'failed' && !(job && isUnderWay(job)))
  const stopped = cancelled || job?.state === 'cancelled'
  return (
    <>
      {poster && <img className={classes.poster} src={poster} alt="" />}
      <div className={classes.centre}>
        {failed || stopped ? (
          <Stopped
            words={
              stopped && !failed
                ? { title: 'No playable copy was made.', next: 'You can comment without it, or make it now.' }
                : refusal !== undefined
                  ? explain(refusal)
                  : job?.error
                    ? explainFailure(job.error)
                    : { title: 'This recording cannot be played here.', next: 'Comments are safe.' }
            }
            onMake={make}
          />
        ) : (
          <Making
            job={job && isUnderWay(job) ? job : undefined}
            onCancel={id => {
              setCancelled(true)
              void cancelJob(id)
            }}
          />
        )}
      </div>
    </>
  )
}

function Making({
  job,
  onCancel,
}: {
  readonly job: { id: string; progress: number; etaMs?: number | undefined } | undefined
  readonly onCancel: (id: string) => void
}) {
  const progress = job?.progress ?? 0
  return (
    <div className={classes.plate}>
      <div className={classes.words}>
        <b>Making a playable copy</b>
        <p>
          {percent(progress)}
          {job?.etaMs === undefined ? '' : `, ${aboutWords(job.etaMs)} left`}. The recording itself stays as
          it is.
        </p>
      </div>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label="Making a playable copy"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(progress * 100)}
      >
        <i style={{ width: `${progress * 100}%` }} />
      </div>
      {job && (
        <button type="button" className={classes.button} onClick={() => onCancel(job.id)}>
          Cancel
        </button>
      )}
    </div>
  )
}

function Stopped({
  words,
  onMake,
}: {
  readonly words: { readonly title: string; readonly message?: string; readonly next: string }
  readonly onMake: () => void
}) {
  return (
    <div className={classes.plate} role="alert">
      <div className={classes.words}>
        <b>{words.title}</b>
        <p>{words.message ?? words.next}</p>
      </div>
      <button type="button" className={classes.button} onClick={onMake}>
        Make a playable copy
      </button>
    </div>
  )
}
