import { useId, useState } from 'react'
import controls from './controls.module.css'
import { useGuestRoom } from './guestRoom.ts'
import classes from './UnsentWords.module.css'
import { discard, sayAgain, useUnsent } from './unsent.ts'

/** After the end: words that have not reached the host; nothing where there are none. */
export function UnsentWords({ why }: { readonly why: string }) {
  const some = useUnsent(unsent => unsent.all.length > 0)
  if (!some) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled in must be reached by the keyboard
    <section className={classes.kept} aria-label="Not with the host yet" tabIndex={0}>
      <p role="status">{why}</p>
      <UnsentList />
    </section>
  )
}

/** In the room: that the host cannot be reached, and what waits for it, in one calm strip; nothing where all is well. */
export function HostNotes() {
  const { hostName, lost } = useGuestRoom()
  const all = useUnsent(unsent => unsent.all)
  const isRefused = all.some(({ problem }) => problem !== undefined)
  /** What was not taken wants an answer, so it is open by itself. */
  const [wanted, setWanted] = useState<boolean>()
  const list = useId()
  if (!lost && !isRefused) return null
  const open = wanted ?? isRefused
  return (
    <div className={classes.strip}>
      <p role="status">
        {lost
          ? `${hostName} cannot be reached. Go on: what you write waits in this page and goes out on return.`
          : `Some of what you wrote is not with ${hostName}.`}
      </p>
      {all.length > 0 && (
        <section className={classes.waits} aria-label="Not with the host yet">
          <span className={classes.glance}>
            {all.length} not sent yet: <bdi>{all[0]?.text}</bdi>
          </span>
          <button
            type="button"
            className={classes.more}
            aria-expanded={open}
            aria-controls={list}
            onClick={() => setWanted(!open)}
          >
            {open ? 'Hide' : 'Show'}
          </button>
          {open && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled in must be reached by the keyboard
            <div id={list} className={classes.panel} tabIndex={0}>
              <UnsentList />
            </div>
          )}
        </section>
      )}
    </div>
  )
}

function UnsentList() {
  const all = useUnsent(unsent => unsent.all)
  const isIn = useGuestRoom(room => room.phase === 'in' && !room.lost)
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(all.map(({ text }) => text).join('\n\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <>
      <ul className={classes.list}>
        {all.map(({ draft, text, problem }) => (
          <li key={draft}>
            <p dir="auto">{text}</p>
            {problem !== undefined && <p className={controls.problem}>{problem}</p>}
            {problem !== undefined && (
              <span className={controls.acts}>
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
      <button type="button" className={controls.quiet} onClick={copy}>
        {copied ? 'Copied' : 'Copy these words'}
      </button>
    </>
  )
}
