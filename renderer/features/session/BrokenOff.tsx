import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import type { SessionView } from '../../../electron/contract/api/session.ts'
import { api } from '../../lib/api.ts'
import { useKeys } from '../../lib/keys.ts'
import { sayError } from '../../lib/notices.ts'
import { leaveSession, takeSession } from '../../lib/session.ts'
import classes from './Session.module.css'

type Broken = NonNullable<Extract<SessionView, { side: 'none' }>['brokenOff']>

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** Debrief was cut off while it hosted a session: its host goes on with one press, or leaves it closed. */
export function BrokenOff({ session: { lessonId, title, guests } }: { readonly session: Broken }) {
  const [, go] = useLocation()
  const again = useMutation({
    mutationFn: () => api.session.host({ lessonId }),
    onSuccess: view => {
      takeSession(view)
      go(`/lesson/${encodeURIComponent(lessonId)}`)
    },
    onError: error => sayError(error, 'The session was not opened again.'),
  })
  useKeys([
    {
      id: 'session.again',
      title: `Open the live review of “${title}” again`,
      group: 'Live review',
      run: () => again.mutate(),
    },
    {
      id: 'session.closed',
      title: `Leave the live review of “${title}” closed`,
      group: 'Live review',
      run: leaveSession,
    },
  ])
  return (
    <section className={classes.askers} aria-label="A live review broke off" aria-live="polite">
      <div className={classes.asker}>
        <span className={classes.words}>
          <b>
            Your live review of “<bdi>{title}</bdi>” broke off
          </b>
          <small>
            Debrief stopped in the middle of it; everything that was saved is here. Open it again, and{' '}
            <bdi>{list.format(guests)}</bdi> {guests.length === 1 ? 'is' : 'are'} back in without a code.
          </small>
        </span>
        <span className={classes.answers}>
          <Button variant="default" onClick={leaveSession}>
            Leave it closed
          </Button>
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            Open it again
          </Button>
        </span>
      </div>
    </section>
  )
}
