import type { RubricBody } from '../../../../electron/contract/records/rubric.ts'
import { colourOf } from '../../../../electron/contract/rubric/criterionKeys.ts'
import { CodeSquare } from '../../../ui/CriterionBadge.tsx'
import classes from './ImportDialog.module.css'

/** The rubric that comes of it: its levels in order, its criteria under their domains. */
export function WouldBe({ rubric: { title, levels, domains } }: { readonly rubric: RubricBody }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by keyboard too
    <section className={classes.wouldBe} aria-label="The rubric that comes of it" tabIndex={0}>
      <h3 className={classes.wouldBeTitle}>{title}</h3>
      <p className={classes.scale}>
        {levels.length === 0
          ? 'No levels: criteria are noted, not rated.'
          : `Lowest to highest: ${levels.map(({ label }) => label).join(' → ')}`}
      </p>
      {domains.map((domain, at) => (
        <div key={domain.criteria[0]?.code ?? domain.title} className={classes.domain}>
          <h4>{domain.title}</h4>
          <ul className={classes.criteria}>
            {domain.criteria.map(({ code, title: name }) => (
              <li key={code}>
                <CodeSquare code={code} colour={colourOf(domain, at)} /> <span>{name}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
