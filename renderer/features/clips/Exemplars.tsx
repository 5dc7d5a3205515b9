import { Award, Plus, X } from 'lucide-react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import { useRubrics } from '../../lib/queries.ts'
import { findCriterion } from '../../lib/rubricView.ts'
import { CriterionBadge } from '../../ui/CriterionBadge.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { exemplify } from './clipActs.ts'
import { openDialog } from './clipsState.ts'
import classes from './Inspector.module.css'

/** Of what a clip is an example, and how that is said or taken back. */
export function Exemplars({ clip }: { readonly clip: ClipView }) {
  const rubrics = useRubrics().data
  return (
    <section className={classes.exemplars} aria-label="Example of">
      {clip.exemplarOf.length > 0 && (
        <ul>
          {clip.exemplarOf.map(({ rubricId, code, level }) => {
            const found = findCriterion(rubrics, rubricId, code)
            return (
              <li key={`${rubricId} ${code}`} className={classes.exemplar}>
                <Award size={15} strokeWidth={1.9} role="img" aria-label="Example of" />
                <CriterionBadge
                  code={code}
                  colour={found?.colour ?? 'dA'}
                  title={found?.criterion.title}
                  level={level}
                  levels={found?.rubric.levels ?? []}
                />
                <IconButton
                  icon={X}
                  label={`Not an example of ${found?.criterion.title ?? code}`}
                  size={24}
                  iconSize={14}
                  onClick={() => void exemplify([clip], { rubricId, code }, false)}
                />
              </li>
            )
          })}
        </ul>
      )}
      <button type="button" className={classes.addExemplar} onClick={() => openDialog('exemplify')}>
        <Plus size={14} strokeWidth={1.9} aria-hidden="true" /> Example of a criterion…
      </button>
    </section>
  )
}
