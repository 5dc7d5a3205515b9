import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Explained, explain } from '../lib/errors.ts'
import classes from './ErrorPanel.module.css'

/** A failure in place: what happened, what is safe, the next act. `act` is the button that does it. */
export function ErrorPanel({ error, act }: { readonly error: unknown; readonly act?: ReactNode }) {
  return <ErrorWords explained={explain(error)} act={act} />
}

export function ErrorWords({ explained, act }: { readonly explained: Explained; readonly act?: ReactNode }) {
  const { title, message, next } = explained
  return (
    <div className={classes.panel} role="alert">
      <CircleX size={18} strokeWidth={1.9} aria-hidden="true" className={classes.icon} />
      <div className={classes.words}>
        <b>{title}</b> {message ?? next}
      </div>
      {act}
    </div>
  )
}
