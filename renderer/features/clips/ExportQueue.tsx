import { Button, Progress } from '@mantine/core'
import { Download, FolderOpen, Pause, Play } from 'lucide-react'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import { api } from '../../lib/api.ts'
import { dismissJob, isUnderWay, percent, writtenFileOf } from '../../lib/jobs.ts'
import { sayError } from '../../lib/notices.ts'
import { keys, useAppInfo, useExportQueue, useLessons } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { reveal } from '../../lib/shell.ts'
import { aboutWords } from '../../lib/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Screen } from '../../ui/Screen.tsx'
import classes from './ExportQueue.module.css'
import { ExportRow } from './ExportRow.tsx'

/** Exports on their way, written and verified, or failed with the way on. */
export function ExportQueue({ jobs }: { readonly jobs: readonly JobView[] }) {
  const lessons = useLessons().data
  const canReveal = useAppInfo().data?.capabilities.reveal ?? false
  const under = jobs.filter(isUnderWay)
  const done = jobs.filter(({ state }) => state === 'done').length
  const written = jobs.flatMap(job => writtenFileOf(job) ?? []).at(-1)
  const share =
    jobs.reduce((sum, job) => sum + (isUnderWay(job) ? job.progress : 1), 0) / Math.max(1, jobs.length)
  const leftMs = under.every(({ etaMs }) => etaMs !== undefined)
    ? under.reduce((sum, { etaMs }) => sum + (etaMs ?? 0), 0)
    : undefined
  const queue = useExportQueue().data
  const paused = queue?.paused ?? false
  const order = queue?.jobIds ?? []
  // What is under way stands in the order in which it is written, what is over below it, the newest first.
  const placeOf = ({ id }: JobView) => (order.includes(id) ? order.indexOf(id) : order.length)
  const listed = [
    ...under.toSorted((a, b) => placeOf(a) - placeOf(b)),
    ...jobs.filter(job => !isUnderWay(job)),
  ]
  const pause = () =>
    void api.exports
      .pause({ on: !paused })
      .then(view => queryClient.setQueryData(keys.exportQueue, view))
      .catch((error: unknown) => sayError(error, 'The queue could not be paused.'))
  const over = jobs.filter(job => !isUnderWay(job))
  return (
    <Screen
      title="Export queue"
      sub={
        jobs.length > 0 &&
        `${done} of ${jobs.length} done.${under.length > 0 ? (paused ? ' Paused: what is being written is finished first.' : ' You can go on working; what is left goes on after a restart.') : ''}`
      }
      head={
        <>
          {over.length > 0 && (
            <Button
              size="lg"
              variant="subtle"
              onClick={() => void Promise.all(over.map(({ id }) => dismissJob(id)))}
            >
              Clear finished
            </Button>
          )}
          {(under.length > 0 || paused) && (
            <Button
              size="lg"
              variant="default"
              leftSection={
                paused ? (
                  <Play size={17} strokeWidth={1.9} aria-hidden="true" />
                ) : (
                  <Pause size={17} strokeWidth={1.9} aria-hidden="true" />
                )
              }
              onClick={pause}
            >
              {paused ? 'Go on' : 'Pause all'}
            </Button>
          )}
          {canReveal && written !== undefined && (
            <Button
              size="lg"
              variant="default"
              leftSection={<FolderOpen size={17} strokeWidth={1.9} aria-hidden="true" />}
              onClick={() => reveal(written)}
            >
              Show folder
            </Button>
          )}
        </>
      }
    >
      <div className={classes.scroller}>
        {jobs.length === 0 && (
          <EmptyState icon={Download} title="Nothing to export">
            Exported clips are written one after the other, read back and verified. They will stand here.
          </EmptyState>
        )}
        {under.length > 0 && (
          <div className={classes.total}>
            <p className={classes.totalWords}>
              <b className="tn">{percent(share)}</b>
              {leftMs !== undefined && <span>{aboutWords(leftMs)} left</span>}
            </p>
            <Progress value={share * 100} size={8} aria-label="All exports" />
          </div>
        )}
        {jobs.length > 0 && (
          <ul className={classes.list} aria-label="Exports">
            {listed.map(job => (
              <ExportRow
                key={job.id}
                job={job}
                lesson={lessons?.find(({ id }) => id === job.subject?.lessonId)}
                canReveal={canReveal}
                place={{ at: order.indexOf(job.id), of: order.length }}
              />
            ))}
          </ul>
        )}
      </div>
    </Screen>
  )
}
