import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { CalibrationView, Measured } from '../../../../electron/contract/api/calibrations.ts'
import { LEAST_FOR_PERCENT, shareWords } from '../../../lib/shares.ts'
import { counted } from '../../../lib/words.ts'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import classes from './Calibration.module.css'
import { useAgreement } from './calibrationActs.ts'

const two = (value: number) => value.toFixed(2).replace('-', '−')

const whyNone = {
  noPairs: 'nobody scored the same criterion',
  noVariation: 'everyone gave one and the same level, so chance cannot be told from agreement',
  notTwoRaters: 'it is for two raters',
  unequalRaters: 'not every criterion was scored by everyone',
} as const
const whyNoInterval = {
  tooFew: 'too few criteria for an interval',
  noFigure: 'no interval',
  oftenUndefined: 'scores too alike for an interval',
} as const

/** A coefficient in words: `0.62, 95 % interval 0.10 to 0.91`, or why there is none. */
function figureWords(figure: Measured): string {
  if ('undefinedBecause' in figure) return `none: ${whyNone[figure.undefinedBecause]}`
  const { value, interval } = figure
  return 'low' in interval
    ? `${two(value)} (95 % interval ${two(interval.low)} to ${two(interval.high)})`
    : `${two(value)} (${whyNoInterval[interval.undefinedBecause]})`
}

/** How far the raters agree, with the counts beside, and honest about few of them. */
export function Agreement({ calibration }: { readonly calibration: CalibrationView }) {
  const [together, setTogether] = useState(false)
  const { data, error } = useAgreement(calibration, together)
  if (error) return <ErrorPanel error={error} />
  return (
    <section className={classes.figures} aria-label="Agreement">
      <div className={classes.row}>
        <h3 className={classes.title}>Agreement</h3>
        <span className="grow" />
        <SegmentedControl
          size="xs"
          aria-label="What the figures are taken over"
          value={together ? 'all' : 'one'}
          onChange={value => setTogether(value === 'all')}
          data={[
            { value: 'one', label: 'This one' },
            { value: 'all', label: 'All by these raters' },
          ]}
        />
      </div>
      {!data ? (
        <LoadingLines />
      ) : (
        <>
          <dl className={classes.numbers}>
            <div>
              <dt>Same level</dt>
              <dd>{shareWords(data.samePairs, data.pairs)} pairs</dd>
            </div>
            <div>
              <dt>At most one level apart</dt>
              <dd>{counted(data.nearPairs, 'pair')}</dd>
            </div>
            <div>
              <dt>Krippendorff’s alpha, by the order of the levels</dt>
              <dd>{figureWords(data.alpha)}</dd>
            </div>
            <div>
              <dt>{data.kappa.of === 'cohen' ? 'Cohen’s kappa' : 'Fleiss’ kappa'}</dt>
              <dd>{figureWords(data.kappa.figure)}</dd>
            </div>
          </dl>
          <p className={classes.quiet}>
            {counted(data.raters, 'rater')}, {counted(data.units, 'criterion', 'criteria')}
            {data.calibrations > 1 ? ` in ${data.calibrations} calibrations` : ''}.
            {data.pairs < LEAST_FOR_PERCENT &&
              ` Under ${LEAST_FOR_PERCENT} pairs Debrief gives no percentage: one score more would change it too much.`}
          </p>
          <details className={classes.details}>
            <summary>What these figures mean</summary>
            <p>
              Kappa and alpha take away the agreement that chance alone would bring: 1 is full agreement, 0 no
              more than chance, and less than 0 is worse than chance. Kappa counts any two different levels
              alike; alpha counts levels far apart for more, and leaves not observed out. A wide interval says
              that there are too few scores to tell: look at the differences, not at the figure.
            </p>
          </details>
        </>
      )}
    </section>
  )
}
