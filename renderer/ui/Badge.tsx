import type { ReactNode } from 'react'
import classes from './Badge.module.css'

/** One word on the state of a thing; the tone only repeats what the word and its icon say. */
export function Badge({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'ok' | 'warn' | 'bad'
  readonly children: ReactNode
}) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  )
}
