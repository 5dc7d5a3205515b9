import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { colourOf } from '../../../electron/contract/rubric/criterionKeys.ts'
import { criteriaOf, keyedCriteria } from '../../lib/rubricView.ts'
import { counted } from '../../lib/words.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { CriterionCard } from './CriterionCard.tsx'
import { RubricActs } from './RubricActs.tsx'
import classes from './RubricPage.module.css'
import screen from './RubricsScreen.module.css'

/** A rubric that someone else wrote, to be read: its scale, its domains, and what each level looks like. */
export function RubricPage({ rubric }: { readonly rubric: RubricView }) {
  const { title, template, author, source, licence, levels, domains } = rubric
  const digits = new Map(keyedCriteria(rubric).map(({ criterion, digit }) => [criterion.code, digit]))
  return (
    <Screen
      title={title}
      sub={
        <>
          {counted(domains.length, 'domain')} · {counted(criteriaOf(rubric).length, 'criterion', 'criteria')}{' '}
          · {levels.length > 0 ? counted(levels.length, 'level') : 'no levels'}
        </>
      }
      head={<RubricActs rubric={rubric} mine={false} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text without a control in it must be scrolled by keyboard too */}
      <section className={screen.scroller} aria-label={title} tabIndex={0}>
        <div className={classes.page}>
          <p className={classes.about}>
            {template && <Badge>Template</Badge>}
            {author && <span>By {author.name}</span>}
            {source && <span>{source}</span>}
            {licence && <span className="t3">{licence}</span>}
          </p>
          {levels.length > 0 && (
            <section className={classes.scale} aria-label="Levels">
              {levels.map(({ code, label }, at) => (
                <span key={code} className={classes.step}>
                  <b className="tn">{at + 1}</b> {label}
                </span>
              ))}
              <span className={classes.not}>not observed</span>
            </section>
          )}
          {domains.map((domain, at) => (
            <section key={domain.criteria[0]?.code ?? domain.title} className={classes.domain}>
              <h2 className="h3">{domain.title}</h2>
              {domain.criteria.map(criterion => (
                <CriterionCard
                  key={criterion.code}
                  criterion={criterion}
                  levels={levels}
                  colour={colourOf(domain, at)}
                  digit={digits.get(criterion.code)}
                />
              ))}
            </section>
          ))}
        </div>
      </section>
    </Screen>
  )
}
