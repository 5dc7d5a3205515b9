import { ChartNoAxesColumn, Clapperboard, GraduationCap, Library, School, Target } from 'lucide-react'
import { useMemo } from 'react'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import { cycleAddress, lessonAddress, lessonInsightsAddress } from '../../lib/addresses.ts'
import { useCycles, useLessons } from '../../lib/queries.ts'
import { counted, dayWords } from '../../lib/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SideHeading, SideItem, SideLayout } from '../../ui/SideList.tsx'
import { GoalsPage } from './goals/GoalsPage.tsx'
import { InsightCharts } from './InsightCharts.tsx'
import classes from './Insights.module.css'
import { goalsAddress, type InsightPlace, insightPlace, teacherAddress } from './insightAddress.ts'
import { CyclePage } from './measures/CyclePage.tsx'

/** So many lessons are counted at once. */
const MOST_LESSONS = 1000

/** Teachers by name, with their lessons. */
function teachersOf(lessons: readonly LessonEntry[]): [string, LessonEntry[]][] {
  const teachers = new Map<string, LessonEntry[]>()
  for (const lesson of lessons)
    if (lesson.teacher) teachers.set(lesson.teacher, [...(teachers.get(lesson.teacher) ?? []), lesson])
  return [...teachers].sort(([a], [b]) => a.localeCompare(b))
}

/** What the words and tags of a lesson, of a teacher's lessons or of all say, counted. */
export function InsightsScreen({ place: part }: { readonly place: string | undefined }) {
  const place = useMemo(() => insightPlace(part), [part])
  return place.of === 'goals' ? <GoalsPage /> : <FiguresScreen place={place} />
}

function FiguresScreen({ place }: { readonly place: Exclude<InsightPlace, { readonly of: 'goals' }> }) {
  const lessons = useLessons()
  const all = useMemo(() => lessons.data ?? [], [lessons.data])
  const teachers = useMemo(() => teachersOf(all), [all])
  const lesson = place.of === 'lesson' ? all.find(({ id }) => id === place.id) : undefined
  const teacher = place.of === 'teacher' ? place.name : lesson?.teacher
  const shown = useMemo(() => {
    if (place.of === 'lesson') return all.filter(({ id }) => id === place.id)
    if (place.of === 'teacher') return all.filter(each => each.teacher === place.name)
    // Newest first; more at once would be no figure that anyone acts on.
    return all.slice(0, MOST_LESSONS)
  }, [all, place])
  const cycles = useCycles().data ?? []
  const cycle = place.of === 'cycle' ? cycles.find(({ id }) => id === place.id) : undefined
  const ofTeacher = teachers.find(([name]) => name === teacher)?.[1] ?? []
  const title = lesson?.title ?? (place.of === 'teacher' ? place.name : 'Insights')
  return (
    <SideLayout
      label="Insights"
      side={
        <>
          <SideItem
            icon={Library}
            name="All lessons"
            to="/insights"
            on={place.of === 'all'}
            end={all.length}
          />
          <SideItem icon={School} name="School goals" to={goalsAddress} on={false} />
          {teachers.length > 0 && <SideHeading>Teachers</SideHeading>}
          {teachers.map(([name, theirs]) => (
            <SideItem
              key={name}
              icon={GraduationCap}
              name={name}
              to={teacherAddress(name)}
              on={place.of === 'teacher' && place.name === name}
              end={theirs.length}
            />
          ))}
          {ofTeacher.length > 0 && <SideHeading>Lessons of {teacher}</SideHeading>}
          {ofTeacher.map(({ id, title: name }) => (
            <SideItem
              key={id}
              icon={Clapperboard}
              name={name}
              to={lessonInsightsAddress(id)}
              on={id === lesson?.id}
            />
          ))}
          {cycles.length > 0 && <SideHeading>Coaching cycles</SideHeading>}
          {cycles.map(({ id, goal, lessons: { length } }) => (
            <SideItem
              key={id}
              icon={Target}
              name={goal}
              to={cycleAddress(id)}
              on={id === cycle?.id}
              end={length}
            />
          ))}
        </>
      }
    >
      {cycle ? (
        <CyclePage key={cycle.id} cycle={cycle} />
      ) : (
        <Screen
          title={title}
          sub={
            lesson ? (
              <>
                {[lesson.teacher, lesson.date && dayWords(lesson.date)].filter(Boolean).join(' · ')}{' '}
                <a href={`#${lessonAddress(lesson.id)}`}>Open the lesson</a>
              </>
            ) : (
              `${shown.length < all.length && place.of === 'all' ? 'The newest ' : ''}${counted(shown.length, 'lesson')}. Private notes are in no figure; teachers and coaches see the same ones.`
            )
          }
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
          <section className={classes.scroller} tabIndex={0} aria-label="Figures">
            {lessons.error ? (
              <ErrorPanel error={lessons.error} />
            ) : lessons.isPending ? (
              <LoadingLines lines={6} />
            ) : shown.length === 0 ? (
              <EmptyState icon={ChartNoAxesColumn} title="Nothing to count yet">
                {place.of === 'all'
                  ? 'Import a lesson and comment on it; its figures show here.'
                  : 'These lessons are not in the library any more. Choose others at the left.'}
              </EmptyState>
            ) : (
              <InsightCharts lessons={shown} />
            )}
          </section>
        </Screen>
      )}
    </SideLayout>
  )
}
