import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import classes from './SideList.module.css'

/** A screen with a list of places at its left. */
export function SideLayout({
  label,
  side,
  children,
}: {
  readonly label: string
  readonly side: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className={classes.layout}>
      <nav className={classes.side} aria-label={label}>
        {side}
      </nav>
      {children}
    </div>
  )
}

export function SideHeading({ children }: { readonly children: ReactNode }) {
  return <h2 className={classes.heading}>{children}</h2>
}

/** One place of such a list. */
export function SideItem({
  icon: Icon,
  name,
  to,
  on,
  end,
}: {
  readonly icon: LucideIcon
  readonly name: string
  readonly to: string
  readonly on: boolean
  /** A count or a mark at its end. */
  readonly end?: ReactNode
}) {
  return (
    <Link
      href={to}
      className={classes.item ?? ''}
      data-on={on}
      title={name}
      {...(on ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon size={16} strokeWidth={1.9} aria-hidden="true" />
      <span className={classes.name}>{name}</span>
      {end !== undefined && <span className={classes.end}>{end}</span>}
    </Link>
  )
}

/** Something to do that stands among the places. */
export function SideAct({
  icon: Icon,
  name,
  onClick,
}: {
  readonly icon: LucideIcon
  readonly name: string
  readonly onClick: () => void
}) {
  return (
    <button type="button" className={`${classes.item} ${classes.act}`} onClick={onClick}>
      <Icon size={16} strokeWidth={1.9} aria-hidden="true" />
      <span className={classes.name}>{name}</span>
    </button>
  )
}
