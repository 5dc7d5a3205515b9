import type { Criterion, RubricLevel } from '../../../electron/contract/records/rubric.ts'
import type { DomainColour } from '../../lib/rubricView.ts'
import { CodeSquare, LevelMark } from '../../ui/CriterionBadge.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { LookFors } from '../../ui/LookFors.tsx'
import classes from './RubricPage.module.css'

/** A criterion with its words, and what each level of it looks like. */
export function CriterionCard({
  criterion,
  levels,
  colour,
  digit,
}: {
  readonly criterion: Criterion
  readonly levels: readonly RubricLevel[]
  readonly colour: DomainColour
  /** The key that tags it in a lesson with this rubric. */
  readonly digit: number | undefined
}) {
  const { code, title, description, lookFors, descriptors } = criterion
  const described = levels.filter(level => descriptors?.[level.code])
  return (
    <article className={classes.criterion}>
      <header className={classes.head}>
        <CodeSquare code={code} colour={colour} />
        <h3 className={classes.title}>{title}</h3>
        {digit !== undefined && <KeyCap combo={String(digit)} />}
      </header>
      {description && <p className={classes.description}>{description}</p>}
      {lookFors && <LookFors lines={lookFors} className={classes.lookFors} />}
      {described.length > 0 && (
        <dl className={classes.levels}>
          {described.map(level => (
            <div key={level.code}>
              <dt>
                <LevelMark level={level.code} levels={levels} /> {level.label}
              </dt>
              <dd>{descriptors?.[level.code]}</dd>
            </div>
          ))}
        </dl>
      )}
    </article>
  )
}
