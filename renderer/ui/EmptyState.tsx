import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

/** Nothing here yet: what this place is for, and one act. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  act,
}: {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  readonly act?: ReactNode
}) {
  return (
    <div className={classes.empty}>
      <span className={classes.ring}>
        <Icon size={28} strokeWidth={1.9} aria-hidden="true" />
      </span>
      <h2 className="h2">{title}</h2>
      {children && <p className={classes.words}>{children}</p>}
      {act && <div className={classes.act}>{act}</div>}
    </div>
  )
}
