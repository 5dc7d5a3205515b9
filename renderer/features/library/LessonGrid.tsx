import { Button } from '@mantine/core'
import { SearchX } from 'lucide-react'
import { startTransition, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { LessonView } from '../../../electron/contract/api/lessons.ts'
import { useJobs } from '../../lib/jobList.ts'
import { usePeople, useRubrics } from '../../lib/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DropCard } from './DropCard.tsx'
import { LessonCard } from './LessonCard.tsx'
import classes from './LessonGrid.module.css'
import { isFiltering } from './lessonFilter.ts'
import { clearFilter, rememberScroll, useLibrary } from './libraryState.ts'

/** Cards of the first paint: more than any screen shows at once. */
const FIRST = 24

/** The cards. Those out of sight cost no layout (`content-visibility`), so a hundred and more scroll freely. */
export function LessonGrid({ lessons }: { readonly lessons: readonly LessonView[] }) {
  const people = usePeople().data
  const rubrics = useRubrics().data
  const jobs = useJobs().data
  const filtering = isFiltering(useLibrary(state => state.filter))
  const scroller = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = useLibrary.getState().scrollTop
  }, [])
  // Coming back to a place far down needs all cards at once; else the rest follows after the first paint.
  const [all, setAll] = useState(() => useLibrary.getState().scrollTop > 0)
  useEffect(() => startTransition(() => setAll(true)), [])
  const shown = all ? lessons : lessons.slice(0, FIRST)
  const byPerson = useMemo(() => new Map(people?.map(person => [person.id, person])), [people])
  const proxyJobs = useMemo(
    () => new Map(jobs?.filter(({ kind }) => kind === 'proxy').map(job => [job.subject?.recordingId, job])),
    [jobs],
  )
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      onScroll={event => rememberScroll(event.currentTarget.scrollTop)}
    >
      {lessons.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No lesson fits"
          act={
            <Button variant="default" onClick={clearFilter}>
              Show all lessons
            </Button>
          }
        >
          Nothing in this library has all of that. Take a filter away, or search for fewer words.
        </EmptyState>
      ) : (
        <ul className={classes.grid} aria-label="Lessons">
          {!filtering && (
            <li>
              <DropCard />
            </li>
          )}
          {shown.map(lesson => (
            <li key={lesson.id} className={classes.cell}>
              <LessonCard lesson={lesson} people={byPerson} rubrics={rubrics ?? []} proxyJobs={proxyJobs} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
