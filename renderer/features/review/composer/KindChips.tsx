import { memo } from 'react'
import { type CommentKind, commentKinds } from '../../../../electron/contract/records/comment.ts'
import { kindWord } from '../../../lib/words.ts'
import { KindIcon } from '../../../ui/KindIcon.tsx'
import classes from './Composer.module.css'

/** One kind of five, by icon and word; native radio buttons, so arrow keys move through them. */
export const KindChips = memo(function KindChips({
  name,
  kind,
  onKind,
}: {
  /** Tells this group from others on the page. */
  readonly name: string
  readonly kind: CommentKind
  readonly onKind: (kind: CommentKind) => void
}) {
  return (
    <div className={classes.kinds} role="radiogroup" aria-label="Kind of comment">
      {commentKinds.map(each => (
        <label key={each} className={classes.chip} data-on={each === kind} title={kindWord(each)}>
          <input
            type="radio"
            className="spoken"
            name={name}
            value={each}
            checked={each === kind}
            onChange={() => onKind(each)}
          />
          <KindIcon kind={each} />
          <span className={classes.kindWord}>{kindWord(each)}</span>
        </label>
      ))}
    </div>
  )
})
