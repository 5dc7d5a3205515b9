import { Button } from '@mantine/core'
import { Mail } from 'lucide-react'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { useKeys } from '../../lib/keys.ts'
import { openSend } from '../../lib/packages.ts'
import { leaveSession } from '../../lib/session.ts'
import classes from './Session.module.css'

/** How a session ended and what became of one's words. It stays until someone has read it. */
export function Ended({ text, unsent }: { readonly text: string; readonly unsent?: LessonId | undefined }) {
  const send = () => {
    leaveSession()
    if (unsent) openSend(unsent)
  }
  useKeys([
    {
      id: 'session.read',
      title: 'Close the note about the session’s end',
      group: 'Live review',
      run: leaveSession,
    },
    ...(unsent
      ? [{ id: 'session.send', title: 'Send what the host does not have', group: 'Live review', run: send }]
      : []),
  ])
  return (
    <section className={classes.askers} aria-label="The session is over">
      <div className={classes.asker}>
        <span className={classes.words} role="status">
          {text}
        </span>
        <span className={classes.answers}>
          {unsent && (
            <Button leftSection={<Mail size={16} strokeWidth={1.9} aria-hidden="true" />} onClick={send}>
              Send a package
            </Button>
          )}
          <Button variant="default" onClick={leaveSession}>
            Close
          </Button>
        </span>
      </div>
    </section>
  )
}
