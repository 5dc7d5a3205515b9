import { Button } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import type { WaitingGuest } from '../../../electron/contract/api/session.ts'
import { api } from '../../lib/api.ts'
import { type Act, useKeys } from '../../lib/keys.ts'
import { sayError } from '../../lib/notices.ts'
import { takeSession } from '../../lib/session.ts'
import { roleWord } from '../../lib/words.ts'
import classes from './Session.module.css'

const answer = (guest: WaitingGuest, admit: boolean): void => {
  api.session
    .answer({ guestId: guest.id, admit })
    .then(takeSession, (error: unknown) => sayError(error, `${guest.name} was not answered.`))
}

/** Why the host should ask whether it is really them; nothing where their machine says so. */
function Doubt({ guest: { browser, namesake, knownElsewhere } }: { readonly guest: WaitingGuest }) {
  if (!browser && !knownElsewhere) return null
  return (
    <p className={classes.doubt}>
      <TriangleAlert size={15} strokeWidth={1.9} aria-hidden="true" />
      {knownElsewhere
        ? 'This name is known here from another machine. Ask whether it is really them.'
        : namesake
          ? 'Someone else was here under that name, so this one gets another. Nothing but the code speaks for them: ask who they are.'
          : 'Nothing but the code speaks for them. Ask whether it is really them.'}
    </p>
  )
}

/** Who asks the host to be let in. Nothing is taken from whoever writes: the answer waits until they have time for it. */
export function Askers({ waiting }: { readonly waiting: readonly WaitingGuest[] }) {
  useKeys(
    waiting.flatMap((guest): Act[] => [
      {
        id: `session.admit.${guest.id}`,
        title: `Let ${guest.name} into the session`,
        group: 'Live review',
        run: () => answer(guest, true),
      },
      {
        id: `session.refuse.${guest.id}`,
        title: `Do not let ${guest.name} into the session`,
        group: 'Live review',
        run: () => answer(guest, false),
      },
    ]),
  )
  return (
    <section className={classes.askers} aria-label="Who asks to join" aria-live="polite">
      {waiting.map(guest => (
        <div key={guest.id} className={classes.asker}>
          <span className={classes.words}>
            <b>
              <bdi>{guest.name}</bdi> asks to join
            </b>
            <small>
              {roleWord(guest.role)}, at {guest.from}
              {guest.browser && ', in a browser'}
            </small>
          </span>
          <Doubt guest={guest} />
          <span className={classes.answers}>
            <Button variant="default" onClick={() => answer(guest, false)}>
              Not now
            </Button>
            <Button onClick={() => answer(guest, true)}>
              Let&nbsp;<bdi className={classes.whom}>{guest.name}</bdi>&nbsp;in
            </Button>
          </span>
        </div>
      ))}
    </section>
  )
}
