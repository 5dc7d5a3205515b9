import { useState } from 'react'
import classes from './Guest.module.css'
import { useGuestRoom } from './guestRoom.ts'
import { discard, sayAgain, useUnsent } from './unsent.ts'

/** Words that have not reached the host; nothing while there are none. */
export function UnsentWords({ why }: { readonly why: string }) {
  const all = useUnsent(unsent => unsent.all)
  const isIn = useGuestRoom(room => room.phase === 'in' && !room.lost)
  const [copied, setCopied] = useState(false)
  if (all.length === 0) return null
  const copy = () => {
    navigator.clipboard.writeText(all.map(({ text }) => text).join('\n\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled in must be reached by the keyboard
    <section className={classes.unsent} aria-label="Not with the host yet" tabIndex={0}>
      <p role="status">{why}</p>
      <ul>
        {all.map(({ draft, text, problem }) => (
          <li key={draft}>
            <p dir="auto">{text}</p>
            {problem !== undefined && <p className={classes.problem}>{problem}</p>}
            {problem !== undefined && (
              <span className={classes.acts}>
                {isIn && (
                  <button type="button" onClick={() => sayAgain(draft)}>
                    Try again
                  </button>
                )}
                <button type="button" onClick={() => discard(draft)}>
                  Discard
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <button type="button" className={classes.quiet} onClick={copy}>
        {copied ? 'Copied' : 'Copy these words'}
      </button>
    </section>
  )
}
