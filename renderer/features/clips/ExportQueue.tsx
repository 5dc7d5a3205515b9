import { Button, Progress } from '@mantine/core'
import { Download, FolderOpen } from 'lucide-react'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import { dismissJob, exportedClipOf, isUnderWay, percent } from '../../lib/jobs.ts'
import { useAppInfo, useLessons } from '../../lib/queries.ts'
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
  const written = jobs.flatMap(job => exportedClipOf(job)?.file ?? []).at(-1)
  const share =
    jobs.reduce((sum, job) => sum + (isUnderWay(job) ? job.progress : 1), 0) / Math.max(1, jobs.length)
  const leftMs = under.every(({ etaMs }) => etaMs !== undefined)
    ? under.reduce((sum, { etaMs }) => sum + (etaMs ?? 0), 0)
    : undefined
  const over = jobs.filter(job => !isUnderWay(job))
  return (
    <Screen
      title="Export queue"
      sub={
        jobs.length > 0 &&
        `${done} of ${jobs.length} done.${under.length > 0 ? ' You can go on working.' : ''}`
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
            {jobs.map(job => (
              <ExportRow
                key={job.id}
                job={job}
                lesson={lessons?.find(({ id }) => id === job.subject?.lessonId)}
                canReveal={canReveal}
              />
            ))}
          </ul>
        )}
      </div>
    </Screen>
  )
}
