import { Button, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Copy, EyeOff, Film, Radio, ShieldCheck } from 'lucide-react'
import type { SessionView } from '../../../electron/contract/api/session.ts'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { api } from '../../lib/api.ts'
import { useKeys } from '../../lib/keys.ts'
import { sayDone, sayError } from '../../lib/notices.ts'
import { useLesson } from '../../lib/queries.ts'
import { closeSessionDialog, leaveSession, takeSession, useSession } from '../../lib/session.ts'
import sheet from '../../ui/Sheet.module.css'
import { Sheet } from '../../ui/Sheet.tsx'
import { JoinQr } from './JoinQr.tsx'
import classes from './Session.module.css'

type Hosting = Extract<SessionView, { side: 'host' }>

/** Opens a lesson to others of the local network, and says how they find it. */
export function HostDialog({ lessonId }: { readonly lessonId: LessonId }) {
  const view = useSession()
  const title = useLesson(lessonId).data?.title
  useKeys([], { modal: true })
  return (
    <Sheet title="Review this lesson live" size={560} onClose={closeSessionDialog}>
      {view?.side === 'host' && view.lessonId === lessonId ? (
        <Open view={view} />
      ) : (
        <Closed lessonId={lessonId} title={title ?? ''} other={view !== undefined && view.side !== 'none'} />
      )}
    </Sheet>
  )
}

function Closed({
  lessonId,
  title,
  other,
}: {
  readonly lessonId: LessonId
  readonly title: string
  /** Another session runs, which this one would end. */
  readonly other: boolean
}) {
  const begin = useMutation({
    mutationFn: () => api.session.host({ lessonId }),
    onSuccess: takeSession,
    onError: error => sayError(error, 'No session was opened.'),
  })
  return (
    <>
      <div className={sheet.content}>
        <p className={sheet.what}>
          Others join “<bdi>{title}</bdi>” from their own Debrief, in the same network, with an address and a
          code. You let each of them in.
        </p>
        <Promises />
        {other && (
          <p className={classes.refused}>The session that you take part in now ends when this one begins.</p>
        )}
      </div>
      <footer className={sheet.foot}>
        <span className="grow" />
        <Button variant="default" onClick={closeSessionDialog}>
          Cancel
        </Button>
        <Button
          leftSection={<Radio size={16} strokeWidth={1.9} aria-hidden="true" />}
          loading={begin.isPending}
          onClick={() => begin.mutate()}
          data-autofocus
        >
          Open the session
        </Button>
      </footer>
    </>
  )
}

function Promises() {
  return (
    <>
      <p className={sheet.note}>
        <ShieldCheck size={16} strokeWidth={1.9} aria-hidden="true" />
        They see this lesson and no other. They comment and tag in their own name, and change nobody’s words.
      </p>
      <p className={sheet.note}>
        <Film size={16} strokeWidth={1.9} aria-hidden="true" />
        Who has no copy of the recording watches yours; it is not kept on their machine.
      </p>
      <p className={sheet.note}>
        <EyeOff size={16} strokeWidth={1.9} aria-hidden="true" />
        Private notes stay here, always.
      </p>
    </>
  )
}

function Open({ view }: { readonly view: Hosting }) {
  const [first = '127.0.0.1', ...others] = view.addresses
  const at = (address: string) => `${address}:${view.port}`
  const both = `${at(first)} ${view.code}`
  const copy = () => {
    navigator.clipboard.writeText(both).then(
      () => sayDone('Address and code are copied'),
      () => sayDone('The browser does not let Debrief copy. Read them out instead.'),
    )
  }
  return (
    <>
      <div className={sheet.content}>
        <div className={classes.tell}>
          <dl>
            <dt>Address</dt>
            <dd>
              {at(first)}
              {others.length > 0 && <small>or {others.map(at).join(', ')}</small>}
            </dd>
            <dt>Code</dt>
            <dd className={classes.code}>
              {view.code}
              {view.codeChanged > 0 && (
                <small>
                  It changed because a wrong one was tried several times. The old one is worth nothing.
                </small>
              )}
            </dd>
          </dl>
          <JoinQr text={both} />
        </div>
        <p className={sheet.what}>
          Read both out, have them scanned, or send them in a way that only your guests see. Whoever proves
          the code asks you, and comes in when you say so.
        </p>
        <InBrowser view={view} address={at(first)} />
        {view.withheld.length > 0 && (
          <p className={classes.refused}>
            {view.withheld.map(name => `“${name}”`).join(', ')} has masks, so it is not sent to guests: it
            would show what they cover. Send a package with the small copy instead.
          </p>
        )}
      </div>
      <footer className={sheet.foot}>
        <Button variant="subtle" color="red" onClick={leaveSession}>
          End the session
        </Button>
        <span className="grow" />
        <Button
          variant="default"
          leftSection={<Copy size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={copy}
        >
          Copy both
        </Button>
        <Button onClick={closeSessionDialog} data-autofocus>
          Done
        </Button>
      </footer>
    </>
  )
}

/** Guests who have no Debrief, a Chromebook for one: off until someone who knows what it means says so. */
function InBrowser({ view, address }: { readonly view: Hosting; readonly address: string }) {
  const allow = useMutation({
    mutationFn: (on: boolean) => api.session.browser({ allow: on }),
    onSuccess: takeSession,
    onError: error => sayError(error, 'Nothing was changed.'),
  })
  return (
    <div className={classes.browser}>
      <Switch
        label="Guests may join in a browser"
        description="For machines without Debrief, like a Chromebook. Less safe: read what it means first."
        checked={view.browser}
        disabled={allow.isPending}
        onChange={event => allow.mutate(event.currentTarget.checked)}
      />
      {view.browser ? (
        <>
          <p>
            They open <b className={classes.url}>https://{address}/</b> and type their name and the code.
            Their browser warns them, because no authority vouches for this machine. Before they go on, they
            compare the certificate’s SHA-256 fingerprint with this one; if it differs, someone stands in
            between:
          </p>
          <code className={classes.fingerprint}>{view.fingerprint}</code>
          <p>
            Whoever skips that may hand the code to a stranger: let nobody in whom you do not expect. They
            have no keys and no copy of the lesson; your Debrief writes down what they say, under their name
            with “(browser guest)” behind it. Switching this off takes them out.
          </p>
        </>
      ) : (
        <p>
          Their browser will warn them of this machine’s certificate, and only a comparison by eye tells
          whether it is the right one. What they say is written down by your Debrief and never signed as
          theirs.
        </p>
      )}
    </div>
  )
}
