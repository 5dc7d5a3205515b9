import { capOf, type KeyCombo } from '../lib/keyCombo.ts'
import { isMac } from '../lib/platform.ts'
import classes from './KeyCap.module.css'

/** One key or combo as it stands on this machine's keyboard. Hidden from screen readers: `aria-keyshortcuts` says it there. */
export function KeyCap({ combo }: { readonly combo: KeyCombo }) {
  return (
    <span className={classes.cap} aria-hidden="true">
      {capOf(combo, isMac)}
    </span>
  )
}
