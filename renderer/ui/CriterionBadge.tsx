import { NOT_OBSERVED, type RubricLevel } from '../../electron/contract/records/rubric.ts'
import { type DomainColour, levelPlace } from '../lib/rubricView.ts'
import classes from './CriterionBadge.module.css'

/** A criterion's code: square, in its domain's colour. Long codes of imported rubrics keep their words. */
export function CodeSquare({
  code,
  colour,
  title,
}: {
  readonly code: string
  readonly colour: DomainColour
  /** Said where the criterion's title does not stand beside the code. */
  readonly title?: string
}) {
  return (
    <span
      className={classes.code}
      data-domain={colour}
      {...(title ? { role: 'img', 'aria-label': `${code} ${title}`, title: `${code} ${title}` } : {})}
    >
      {code}
    </span>
  )
}

/** A level as bars and number, never as a colour; *not observed* is a dashed word outside the scale. */
export function LevelMark({
  level,
  levels,
}: {
  readonly level: string
  readonly levels: readonly RubricLevel[]
}) {
  if (level === NOT_OBSERVED) return <span className={classes.notObserved}>not observed</span>
  const place = levelPlace(levels, level)
  const label = levels.find(({ code }) => code === level)?.label
  if (place === undefined) return <span className={classes.notObserved}>{level}</span>
  return (
    <span
      className={classes.level}
      role="img"
      aria-label={`level ${place} of ${levels.length}${label ? `, ${label}` : ''}`}
      title={label}
    >
      {levels.map(({ code }, at) => (
        <i
          key={code}
          data-on={at < place}
          style={{ height: 5 + (at * 6) / Math.max(1, levels.length - 1) }}
        />
      ))}
      <b>{place}</b>
    </span>
  )
}

/** A tag on a comment: code square, the criterion's title, and its level where one was given. */
export function CriterionBadge({
  code,
  colour,
  title,
  level,
  levels = [],
}: {
  readonly code: string
  readonly colour: DomainColour
  /** Absent where the rubric is not in this library. */
  readonly title?: string | undefined
  readonly level?: string | undefined
  readonly levels?: readonly RubricLevel[]
}) {
  return (
    <span className={classes.badge}>
      <CodeSquare code={code} colour={colour} />
      {title && <span className={classes.title}>{title}</span>}
      {level !== undefined && <LevelMark level={level} levels={levels} />}
    </span>
  )
}
