import { Check, CircleX, X } from 'lucide-react'
import { dismiss, hold, type Notice, resume, takeBack, useNotices } from '../lib/notices.ts'
import { IconButton } from './IconButton.tsx'
import { KeyCap } from './KeyCap.tsx'
import classes from './Notices.module.css'

/** Of what was done only the newest is shown, or a few quick acts would cover what is being written; the key still takes back what is behind it. */
const MOST_DONE = 2

/** What was just done, with its undo, and what failed: one calm stack at the foot of the window. */
export function Notices() {
  const all = useNotices(state => state.notices)
  const done = all.filter(({ tone }) => tone !== 'error').slice(-MOST_DONE)
  const notices = all.filter(notice => notice.tone === 'error' || done.includes(notice))
  const newestUndo = notices.findLast(({ tone }) => tone === 'undo')
  return (
    <section className={classes.stack} aria-label="Messages" aria-live="polite">
      {notices.map(notice => (
        // Pointer and focus only hold the clock; every act in it is a button.
        // biome-ignore lint/a11y/noStaticElementInteractions: holds the timer, is no control
        <div
          key={notice.id}
          className={classes.notice}
          data-tone={notice.tone}
          onMouseEnter={() => hold(notice.id)}
          onMouseLeave={() => resume(notice)}
          onFocus={() => hold(notice.id)}
          onBlur={() => resume(notice)}
        >
          <Words notice={notice} />
          {notice.tone === 'undo' && (
            <button type="button" className={classes.undo} onClick={() => void takeBack(notice)}>
              Undo {notice === newestUndo && <KeyCap combo="mod+z" />}
            </button>
          )}
          {notice.tone === 'done' && notice.act && (
            <button
              type="button"
              className={classes.undo}
              onClick={() => {
                dismiss(notice.id)
                notice.act?.run()
              }}
            >
              {notice.act.label}
            </button>
          )}
          <IconButton
            icon={X}
            label="Close message"
            size={28}
            iconSize={15}
            onClick={() => dismiss(notice.id)}
            className={classes.close ?? ''}
          />
        </div>
      ))}
    </section>
  )
}

function Words({ notice }: { readonly notice: Notice }) {
  if (notice.tone === 'error') {
    const { what, error } = notice
    return (
      <>
        <CircleX size={18} strokeWidth={1.9} className={classes.bad} aria-hidden="true" />
        <p className={classes.words} role="alert">
          <b>{what ?? error.title}</b> {error.message ?? (what ? `${error.title} ${error.next}` : error.next)}
        </p>
      </>
    )
  }
  return (
    <>
      {notice.tone === 'done' && <Check size={17} strokeWidth={1.9} aria-hidden="true" />}
      <p className={classes.words}>{notice.text}</p>
    </>
  )
}
