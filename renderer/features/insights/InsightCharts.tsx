import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChartNoAxesColumn } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { InsightsView } from '../../../electron/contract/api/insights.ts'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import { api } from '../../lib/api.ts'
import { keys, usePeople } from '../../lib/queries.ts'
import { useSpeaker } from '../../lib/speaker.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { ChartFigure } from './ChartFigure.tsx'
import { balanceChart, kindChart, peopleChart, phaseChart } from './charts/barCharts.ts'
import { heatChart } from './charts/heatChart.ts'
import { levelChart } from './charts/levelChart.ts'
import { heatMap, peopleShares, rubricsUsed } from './figures.ts'

/** The charts of some lessons. */
export function InsightCharts({ lessons }: { readonly lessons: readonly LessonEntry[] }) {
  const speaker = useSpeaker(state => state.speaker)
  const lessonIds = useMemo(() => lessons.map(({ id }) => id), [lessons])
  const { data, error } = useQuery({
    // A first pass hides marks from some, so each speaker has an answer of their own.
    queryKey: [...keys.insights, speaker ?? null, lessonIds.join(' ')],
    queryFn: () => api.insights.of({ lessonIds }),
  })
  if (error) return <ErrorPanel error={error} />
  if (!data) return <LoadingLines lines={6} />
  if (data.lessons.every(({ comments, phases }) => comments === 0 && phases.length === 0))
    return (
      <EmptyState icon={ChartNoAxesColumn} title="Nothing to count yet">
        Comments, tags and phases that are shared show here, counted. Private notes never do.
      </EmptyState>
    )
  return <Charts view={data} />
}

const EVERYONE = ''

function Charts({ view }: { readonly view: InsightsView }) {
  const people = usePeople().data
  const rubrics = useMemo(() => rubricsUsed(view), [view])
  const [wantedRubric, setRubric] = useState<string>()
  const [wantedPerson, setPerson] = useState(EVERYONE)
  const [wantedCode, setCode] = useState<string>()
  const rubricId = rubrics.find(({ id }) => id === wantedRubric)?.id ?? rubrics[0]?.id
  const shares = useMemo(() => peopleShares(view.lessons), [view])
  const person = shares.find(each => each.person.id === wantedPerson)?.person
  const map = useMemo(
    () => (rubricId === undefined ? undefined : heatMap(view, rubricId, person?.id)),
    [view, rubricId, person?.id],
  )
  const rated = map?.rows.filter(({ criterion, counts }) =>
    criterion.levels.some(({ code }) => counts.has(code)),
  )
  const criterion =
    rated?.find(({ criterion: { code } }) => code === wantedCode)?.criterion ??
    rated?.toSorted((a, b) => b.total - a.total)[0]?.criterion
  const colours = useMemo(
    () => new Map((people ?? []).map(({ id, colour }) => [id as string, colour])),
    [people],
  )
  const heat = useMemo(
    () =>
      map &&
      heatChart(
        map,
        person
          ? `By ${person.name} alone.`
          : 'They say where evidence was seen and what level it was given; they are no grade of a lesson.',
      ),
    [map, person],
  )
  const levels = useMemo(() => criterion && levelChart(view, criterion), [view, criterion])
  const kinds = useMemo(() => kindChart(view.lessons), [view])
  const phases = useMemo(() => phaseChart(view.lessons), [view])
  const said = useMemo(() => peopleChart(view.lessons, colours), [view, colours])
  const balance = useMemo(() => balanceChart(view.lessons), [view])
  return (
    <>
      {heat && (
        <ChartFigure
          chart={heat}
          head={
            <>
              {rubrics.length > 1 && (
                <NativeSelect
                  size="sm"
                  aria-label="Rubric"
                  value={rubricId}
                  data={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
                  onChange={event => setRubric(event.currentTarget.value)}
                />
              )}
              <NativeSelect
                size="sm"
                aria-label="Whose tags"
                value={person?.id ?? EVERYONE}
                data={[
                  { value: EVERYONE, label: 'Tags of everyone' },
                  ...shares.map(({ person: { id, name } }) => ({ value: id, label: `Tags of ${name}` })),
                ]}
                onChange={event => setPerson(event.currentTarget.value)}
              />
            </>
          }
        />
      )}
      {levels && criterion && view.lessons.length > 1 && (
        <ChartFigure
          chart={levels}
          head={
            <NativeSelect
              size="sm"
              aria-label="Criterion"
              value={criterion.code}
              data={(rated ?? []).map(({ criterion: { code, title } }) => ({
                value: code,
                label: `${code} ${title}`,
              }))}
              onChange={event => setCode(event.currentTarget.value)}
            />
          }
        />
      )}
      {phases.table.rows.length > 0 && <ChartFigure chart={phases} />}
      <ChartFigure chart={kinds} />
      {shares.length > 0 && <ChartFigure chart={said} />}
      {view.lessons.length > 1 && shares.length > 0 && <ChartFigure chart={balance} />}
    </>
  )
}
