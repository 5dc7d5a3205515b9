import { type ReactNode, useEffect } from 'react'
import classes from './Screen.module.css'

/** A screen beside the rail: its heading, what stands beside it, and its content. Names the window too. */
export function Screen({
  title,
  head,
  sub,
  children,
}: {
  readonly title: string
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
        {head}
      </header>
      {children}
    </main>
  )
}
