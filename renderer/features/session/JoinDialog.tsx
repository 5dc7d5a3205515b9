import { Button, Loader, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { LogIn } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { sessionAddress } from '../../../electron/contract/api/session.ts'
import { typedCode } from '../../../electron/contract/session/code.ts'
import { api } from '../../lib/api.ts'
import { explain } from '../../lib/errors.ts'
import { useKeys } from '../../lib/keys.ts'
import { keys } from '../../lib/queries.ts'
import { closeSessionDialog, leaveSession, takeSession, useSession } from '../../lib/session.ts'
import sheet from '../../ui/Sheet.module.css'
import { Sheet } from '../../ui/Sheet.tsx'
import classes from './Session.module.css'

/** Address and code as the host copied them: both in one line. */
const both = /^\s*(\S+:\d{1,5})[\s,]+(\S.*)$/

/** Joins a session of another machine: found on the network, or with the address that the host tells. */
export function JoinDialog() {
  const view = useSession()
  useKeys([], { modal: true })
  return (
    <Sheet title="Join a live review" size={520} onClose={closeSessionDialog}>
      {view?.side === 'guest' ? <Waiting hostName={view.hostName} /> : <JoinForm />}
    </Sheet>
  )
}

function JoinForm() {
  const [address, setAddress] = useState('')
  const [code, setCode] = useState('')
  const found = useQuery({
    queryKey: keys.sessionsFound,
    queryFn: () => api.session.found(),
    staleTime: 0,
    refetchInterval: 4000,
  })
  const join = useMutation({
    mutationFn: (newCertificate: boolean) => api.session.join({ address, code, newCertificate }),
    onSuccess: takeSession,
  })
  const failed = join.error ? explain(join.error) : undefined
  const otherCertificate = failed?.message?.includes('another certificate') ?? false
  const ready = sessionAddress.safeParse(address).success && typedCode.safeParse(code).success
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !join.isPending) join.mutate(false)
  }
  const type = (text: string) => {
    const [, at, rest] = both.exec(text) ?? []
    setAddress(at ?? text)
    if (rest !== undefined) setCode(rest)
  }
  return (
    <form onSubmit={submit}>
      <div className={sheet.content}>
        <fieldset className={sheet.choices}>
          <legend className={sheet.legend}>In this network</legend>
          {found.data?.map(session => (
            <button
              key={session.address}
              type="button"
              className={sheet.choice}
              data-on={session.address === address}
              aria-pressed={session.address === address}
              onClick={() => setAddress(session.address)}
            >
              <span>
                <b>{session.name}</b>
                <small>{session.address}</small>
              </span>
            </button>
          ))}
          {(found.data?.length ?? 0) === 0 && (
            <p className={sheet.note}>
              {found.isPending && <Loader size={14} color="var(--text-2)" />}
              {found.isPending
                ? 'Looking for sessions'
                : 'None was found by itself. Type the address that the host tells you.'}
            </p>
          )}
        </fieldset>
        <TextInput
          label="Address"
          placeholder="192.168.1.7:53211"
          value={address}
          autoComplete="off"
          spellCheck={false}
          onChange={event => type(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label="Code"
          placeholder="7Q3M-0ZKD-W5TA"
          value={code}
          autoComplete="off"
          spellCheck={false}
          onChange={event => setCode(event.currentTarget.value)}
        />
        <div aria-live="polite">
          {failed && <p className={classes.refused}>{failed.message ?? `${failed.title} ${failed.next}`}</p>}
        </div>
      </div>
      <footer className={sheet.foot}>
        <span className="grow" />
        <Button variant="default" onClick={closeSessionDialog}>
          Cancel
        </Button>
        {otherCertificate && (
          <Button variant="default" loading={join.isPending} onClick={() => join.mutate(true)}>
            It was set up anew: join
          </Button>
        )}
        <Button
          type="submit"
          leftSection={<LogIn size={16} strokeWidth={1.9} aria-hidden="true" />}
          disabled={!ready}
          loading={join.isPending}
        >
          Ask to join
        </Button>
      </footer>
    </form>
  )
}

/** The code was right; now the host decides. */
function Waiting({ hostName }: { readonly hostName: string }) {
  return (
    <>
      <div className={sheet.content}>
        <p className={classes.waiting} role="status">
          <Loader size={18} color="var(--text-2)" />
          <span>
            <b>{hostName}</b> was asked to let you in. The lesson opens by itself.
          </span>
        </p>
      </div>
      <footer className={sheet.foot}>
        <span className="grow" />
        <Button
          variant="default"
          onClick={() => {
            leaveSession()
            closeSessionDialog()
          }}
        >
          Do not wait
        </Button>
      </footer>
    </>
  )
}
