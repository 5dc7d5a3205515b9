import type { SkippedNote } from '../../../electron/contract/api/notes.ts'
import { counted } from '../../lib/words.ts'
import classes from './Exchange.module.css'

const MAX_SHOWN = 100

/** What is left out or changed, with its line and the reason. */
export function SkippedList({ skipped }: { readonly skipped: readonly SkippedNote[] }) {
  if (skipped.length === 0) return null
  return (
    <details className={classes.skipped} open={skipped.length <= 3}>
      <summary>{counted(skipped.length, 'thing')} left out or changed</summary>
      <ul>
        {skipped.slice(0, MAX_SHOWN).map(({ line, reason }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that never moves
          <li key={at}>
            {line !== undefined && <span className={classes.small}>Line {line} · </span>}
            {reason}
          </li>
        ))}
        {skipped.length > MAX_SHOWN && <li>And {skipped.length - MAX_SHOWN} more.</li>}
      </ul>
    </details>
  )
}
