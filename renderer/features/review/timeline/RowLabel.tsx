import type { LucideIcon } from 'lucide-react'
import classes from './Timeline.module.css'

/** What a row of the timeline holds; in a narrow window its icon alone. */
export function RowLabel({
  icon: Icon,
  word,
  row,
}: {
  readonly icon: LucideIcon
  readonly word: string
  readonly row: string
}) {
  return (
    <div className={classes.label} data-row={row}>
      <Icon size={14} strokeWidth={1.9} aria-hidden="true" />
      <span className={classes.word}>{word}</span>
    </div>
  )
}
