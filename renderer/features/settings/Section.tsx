import type { ReactNode } from 'react'
import classes from './Settings.module.css'

/** A group of settings under its heading. */
export function Section({
  title,
  words,
  children,
}: {
  readonly title: string
  readonly words?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={classes.section}>
      <div className={classes.intro}>
        <h2 className="h3">{title}</h2>
        {words && <p>{words}</p>}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  )
}

/** One setting: what it is at the left, its control at the right. */
export function Row({
  name,
  hint,
  children,
}: {
  readonly name: ReactNode
  readonly hint?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className={classes.row}>
      <div className={classes.what}>
        <span className={classes.name}>{name}</span>
        {hint && <span className={classes.hint}>{hint}</span>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  )
}
