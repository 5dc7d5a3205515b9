import { Target } from 'lucide-react'
import { useMemo } from 'react'
import type { CycleView } from '../../../../electron/contract/api/cycles.ts'
import type { MeasureView } from '../../../../electron/contract/api/measures.ts'
import { lessonAddress } from '../../../lib/addresses.ts'
import { useAppInfo } from '../../../lib/queries.ts'
import { counted } from '../../../lib/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { Screen } from '../../../ui/Screen.tsx'
import { ChartFigure } from '../ChartFigure.tsx'
import { lessonWords, measureChart } from '../charts/measureChart.ts'
import classes from '../Insights.module.css'
import { MeasureValues } from './MeasureValues.tsx'
import { measureKindWord, useMeasures } from './measureActs.ts'
import { NewMeasure } from './NewMeasure.tsx'

/** A coaching cycle's goal, its lessons, and what was measured of it. */
export function CyclePage({ cycle }: { readonly cycle: CycleView }) {
  const { data, error } = useMeasures(cycle.id)
  const readOnly = useAppInfo().data?.library.readOnly ?? false
  return (
    <Screen
      title={cycle.goal}
      sub={[cycle.teacher, counted(cycle.lessons.length, 'lesson')].filter(Boolean).join(' · ')}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <section className={classes.scroller} tabIndex={0} aria-label="Measures of the goal">
        {cycle.lessons.length > 0 && (
          <ol className={classes.lessons} aria-label="Lessons of the cycle">
            {cycle.lessons.map(({ id }, at) => (
              <li key={id}>
                <a href={`#${lessonAddress(id)}`}>{lessonWords(cycle)[at]}</a>
              </li>
            ))}
          </ol>
        )}
        {error ? (
          <ErrorPanel error={error} />
        ) : !data ? (
          <LoadingLines lines={4} />
        ) : (
          <>
            {data.length === 0 && readOnly && (
              <EmptyState icon={Target} title="Nothing was measured yet">
                This library can only be read.
              </EmptyState>
            )}
            {data.map(measure => (
              <OneMeasure key={measure.id} measure={measure} cycle={cycle} readOnly={readOnly} />
            ))}
            {!readOnly && <NewMeasure cycleId={cycle.id} first={data.length === 0} />}
          </>
        )}
      </section>
    </Screen>
  )
}

function OneMeasure({
  measure,
  cycle,
  readOnly,
}: {
  readonly measure: MeasureView
  readonly cycle: CycleView
  readonly readOnly: boolean
}) {
  const chart = useMemo(() => measureChart(measure, cycle.lessons), [measure, cycle.lessons])
  return (
    <ChartFigure
      chart={chart}
      empty={measure.points.length === 0}
      head={<span className={classes.tagWord}>{measureKindWord(measure.kind)}</span>}
    >
      {!readOnly && <MeasureValues measure={measure} />}
    </ChartFigure>
  )
}
