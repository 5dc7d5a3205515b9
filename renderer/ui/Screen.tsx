import { type ReactNode, useEffect } from 'react'
import classes from './Screen.module.css'

/** A screen beside the rail: its heading, what stands beside it, and its content. Names the window too. */
export function Screen({
  title,
  middle,
  head,
  sub,
  children,
}: {
  readonly title: string
  /** In the middle of the head: the search box. */
  readonly middle?: ReactNode
  /** At the head's end: the acts of the screen. */
  readonly head?: ReactNode
  readonly sub?: ReactNode
  readonly children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} – Debrief`
  }, [title])
  return (
    <main className={classes.screen}>
      <header className={classes.head}>
        <div className={classes.title}>
          <h1 className="h1">{title}</h1>
          {sub && <p className={classes.sub}>{sub}</p>}
        </div>
        {middle && <div className={classes.middle}>{middle}</div>}
        {head && <div className={classes.acts}>{head}</div>}
      </header>
      {children}
    </main>
  )
}
