import {
  type ComponentProps,
  type ReactNode,
  type RefObject,
  startTransition,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { useJobs } from '../../lib/jobList.ts'
import { usePeople, useRubrics } from '../../lib/queries.ts'
import { FIRST_CARDS } from '../../lib/summaries.ts'
import { DropCard } from './DropCard.tsx'
import { LessonCard } from './LessonCard.tsx'
import classes from './LessonGrid.module.css'
import { isFiltering, type ToldLesson } from './lessonFilter.ts'
import { rememberScroll, useLibrary } from './libraryState.ts'
import { useInSight } from './useInSight.ts'

/** The cards. Those out of sight cost no layout (`content-visibility`), so a hundred and more scroll freely. */
export function LessonGrid({
  lessons,
  failed,
  children,
}: {
  readonly lessons: readonly ToldLesson[]
  /** Lessons whose conversation cannot be read now. */
  readonly failed: ReadonlySet<LessonId>
  /** What stands in the place of the cards where no lesson fits. */
  readonly children: ReactNode
}) {
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
  const shown = all ? lessons : lessons.slice(0, FIRST_CARDS)
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
        children
      ) : (
        <ul className={classes.grid} aria-label="Lessons">
          {!filtering && (
            <li>
              <DropCard />
            </li>
          )}
          {shown.map(({ lesson, summary }) => (
            <Cell
              key={lesson.id}
              scroller={scroller}
              lesson={lesson}
              summary={summary}
              unreadable={failed.has(lesson.id)}
              people={byPerson}
              rubrics={rubrics ?? noRubrics}
              proxyJobs={proxyJobs}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

const noRubrics: readonly RubricView[] = []

function Cell({
  scroller,
  ...card
}: Omit<ComponentProps<typeof LessonCard>, 'inSight'> & {
  readonly scroller: RefObject<HTMLDivElement | null>
}) {
  const cell = useRef<HTMLLIElement>(null)
  const inSight = useInSight(cell, scroller)
  return (
    <li ref={cell} className={classes.cell}>
      <LessonCard {...card} inSight={inSight} />
    </li>
  )
}
