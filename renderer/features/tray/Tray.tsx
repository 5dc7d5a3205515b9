import { ChevronDown, ChevronUp } from 'lucide-react'
import { useState } from 'react'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import { useUploads } from '../../lib/importing.ts'
import { useJobs } from '../../lib/jobList.ts'
import { importResultOf, isUnderWay, percent } from '../../lib/jobs.ts'
import { counted } from '../../lib/words.ts'
import { ImportOutcomes } from './ImportOutcomes.tsx'
import { JobLine } from './JobLine.tsx'
import classes from './Tray.module.css'
import { UploadLine } from './UploadLine.tsx'

/** Work that is over but still wants to be seen: what an import brought, and what failed. */
const wantsEyes = (job: JobView): boolean =>
  !isUnderWay(job) && ((job.kind === 'import' && job.state === 'done') || job.state === 'failed')

const wentWell = (job: JobView): boolean =>
  job.state === 'done' && (importResultOf(job)?.failed.length ?? 0) === 0

/**
 * All long work in one calm corner, with cancel; it opens by itself when there is something to read, and folds when people go on to another
 * screen and all of it went well.
 */
export function Tray({
  screen,
  hidden,
  withoutExports,
}: {
  /** Which screen it stands on. */ readonly screen: string
  /** The review room keeps its corners for the lesson. */ readonly hidden: boolean
  /** On the screen that lists them anyway. */ readonly withoutExports: boolean
}) {
  const uploads = useUploads(state => state.uploads)
  const jobs = (useJobs().data ?? []).filter(
    // What the timeline draws is made quietly: its rows say how far it is.
    ({ kind }) => kind !== 'strips' && !(withoutExports && kind === 'export'),
  )
  const running = jobs.filter(isUnderWay)
  const finished = jobs.filter(wantsEyes)
  const [chosen, setChosen] = useState<{ readonly open: boolean; readonly news: string }>()
  const [stoodOn, setStoodOn] = useState(screen)
  const worthReading = uploads.length + finished.length > 0 || running.some(({ kind }) => kind === 'import')
  const count = running.length + uploads.length
  // What someone folded stays folded until there is more to read.
  const news = finished.map(({ id }) => id).join()
  if (stoodOn !== screen) {
    setStoodOn(screen)
    if (count === 0 && finished.every(wentWell)) setChosen({ open: false, news })
  }
  const open = chosen?.news === news ? chosen.open : worthReading
  if (hidden || count + finished.length === 0) return null
  const share = running.reduce((sum, { progress }) => sum + progress, 0) / Math.max(1, running.length)
  const heading = count > 0 ? `${counted(count, 'task')} under way` : 'Done'
  return (
    <aside className={classes.tray} aria-label="Work under way">
      <button
        type="button"
        className={classes.head}
        aria-expanded={open}
        onClick={() => setChosen({ open: !open, news })}
      >
        <b>{heading}</b>
        {running.length > 0 && <span className="tn t2">{percent(share)}</span>}
        <span className="grow" />
        {open ? <ChevronDown size={16} aria-hidden="true" /> : <ChevronUp size={16} aria-hidden="true" />}
      </button>
      {open && (
        <ul className={classes.list}>
          {uploads.map(upload => (
            <UploadLine key={upload.id} upload={upload} />
          ))}
          {running.map(job => (
            <JobLine key={job.id} job={job} />
          ))}
          {finished.map(job =>
            job.state === 'done' ? (
              <ImportOutcomes key={job.id} job={job} />
            ) : (
              <JobLine key={job.id} job={job} />
            ),
          )}
        </ul>
      )}
    </aside>
  )
}
