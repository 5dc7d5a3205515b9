import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Check, Download, FileVideo, Lock, ShieldAlert, ShieldQuestion } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { PackagePreview } from '../../../electron/contract/api/packages.ts'
import { api } from '../../lib/api.ts'
import { explain } from '../../lib/errors.ts'
import { awaitJob } from '../../lib/jobs.ts'
import { useKeys } from '../../lib/keys.ts'
import { sayError } from '../../lib/notices.ts'
import { closePackage } from '../../lib/packages.ts'
import { newsOf } from '../../lib/packageWords.ts'
import { keys } from '../../lib/queries.ts'
import { counted, sizeWords } from '../../lib/words.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import sheet from '../../ui/Sheet.module.css'
import { Sheet } from '../../ui/Sheet.tsx'
import classes from './Packages.module.css'

/** What a package would bring, and from whom, before anything of it is taken in. */
export function PackageSheet({ file }: { readonly file: string }) {
  const [passphrase, setPassphrase] = useState<string>()
  const preview = useQuery({
    queryKey: keys.packagePreview(file, passphrase !== undefined),
    queryFn: () => api.packages.preview({ file, ...(passphrase === undefined ? {} : { passphrase }) }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const close = () => closePackage(file)
  const locked = preview.error !== null && explain(preview.error).code === 'package.locked'
  return (
    <Sheet title="Open a package" of={preview.data?.lesson.title} onClose={close}>
      {preview.data ? (
        <Shown preview={preview.data} file={file} passphrase={passphrase} />
      ) : locked && !preview.isFetching ? (
        <Locked
          again={passphrase !== undefined}
          close={close}
          unlock={words => {
            setPassphrase(words)
            if (passphrase !== undefined) void preview.refetch()
          }}
        />
      ) : preview.error && !preview.isFetching ? (
        <div className={sheet.content}>
          <ErrorPanel error={preview.error} />
          <p className={classes.file}>
            <bdi>{file}</bdi>
          </p>
        </div>
      ) : (
        <div className={sheet.content}>
          <LoadingLines lines={4} />
        </div>
      )}
    </Sheet>
  )
}

function Locked({
  again,
  unlock,
  close,
}: {
  readonly again: boolean
  readonly unlock: (passphrase: string) => void
  readonly close: () => void
}) {
  const [words, setWords] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (words !== '') unlock(words)
  }
  return (
    <form onSubmit={submit}>
      <div className={sheet.content}>
        <p className={sheet.what}>
          <Lock size={16} strokeWidth={1.9} aria-hidden="true" /> This package is locked. Whoever sent it
          knows the passphrase.
        </p>
        <PasswordInput
          label="Passphrase"
          value={words}
          autoComplete="off"
          onChange={event => setWords(event.currentTarget.value)}
          error={again && words === '' ? 'That passphrase does not open it.' : undefined}
          data-autofocus
        />
      </div>
      <footer className={sheet.foot}>
        <span className="grow" />
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" disabled={words === ''}>
          Unlock
        </Button>
      </footer>
    </form>
  )
}

function Shown({
  preview,
  file,
  passphrase,
}: {
  readonly preview: PackagePreview
  readonly file: string
  readonly passphrase: string | undefined
}) {
  const [accept, setAccept] = useState(false)
  const { people, doubts, lesson, added, updated, recordings, rubrics, consent } = preview
  const nothingNew = lesson.existing && added.total + updated.total === 0 && !consent?.taken
  const refused = doubts.count > 0 && !accept
  const start = useMutation({
    mutationFn: () =>
      api.packages.merge({
        file,
        acceptUnverified: accept,
        ...(passphrase === undefined ? {} : { passphrase }),
      }),
    onSuccess: ({ jobId }) => {
      awaitJob(jobId)
      closePackage(file)
    },
    onError: error => sayError(error, 'The package could not be taken in.'),
  })
  const begin = () => {
    if (!refused && !start.isPending) start.mutate()
  }
  useKeys(
    [
      {
        id: 'package.merge',
        title: 'Take it in',
        group: 'Open a package',
        keys: ['mod+enter'],
        run: begin,
        inFields: true,
      },
    ],
    { modal: true },
  )
  return (
    <>
      <div className={sheet.content}>
        <p className={sheet.what}>
          Packed by <b>{preview.by.name}</b> on {dayOf(preview.madeAtMs)}.{' '}
          {lesson.existing ? 'You have this lesson already.' : 'You do not have this lesson yet.'}
        </p>
        {people.length > 0 ? (
          <ul className={classes.people} aria-label="What is new, by person">
            {people.map(person => (
              <li key={person.id}>
                <b>{person.name}</b>
                {!person.known && <span className={classes.tagged}>new here</span>}
                <span className="grow" />
                <span>{newsOf(person)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className={classes.calm}>
            <Check size={15} strokeWidth={2.2} aria-hidden="true" />
            {nothingNew
              ? 'There is nothing new in it.'
              : `Nobody has said anything ${lesson.existing ? 'new in it' : 'in it yet'}.`}
          </p>
        )}
        {recordings.length > 0 && (
          <ul className={classes.recordings} aria-label="Recordings">
            {recordings.map(recording => (
              <li key={recording.fileName}>
                <FileVideo size={15} strokeWidth={1.9} aria-hidden="true" />
                <bdi className={classes.name}>{recording.fileName}</bdi>
                <span className="grow" />
                <span>{whereIs(recording)}</span>
              </li>
            ))}
          </ul>
        )}
        {rubrics.length > 0 && <p className="sm t2">With the rubrics {rubrics.join(', ')}.</p>}
        {consent && <ConsentNote consent={consent} />}
        {doubts.count > 0 && (
          <div className={classes.doubt}>
            <ShieldQuestion size={17} strokeWidth={1.9} aria-hidden="true" />
            <div>
              <p>
                {counted(doubts.count, 'entry', 'entries')} in it {doubts.count === 1 ? 'names' : 'name'}{' '}
                {doubts.people.join(' and ')}, but {doubts.count === 1 ? 'was' : 'were'} not written on a
                machine known as theirs. It may be their new machine, or not them at all. Ask before you take
                it in.
              </p>
              <Checkbox
                label="Take it in, marked as not verified"
                checked={accept}
                onChange={event => setAccept(event.currentTarget.checked)}
              />
            </div>
          </div>
        )}
      </div>
      <footer className={sheet.foot}>
        <span className="grow" />
        <Button variant="default" rightSection={<KeyCap combo="escape" />} onClick={() => closePackage(file)}>
          {nothingNew ? 'Close' : 'Leave it'}
        </Button>
        {!nothingNew && (
          <Button
            leftSection={<Download size={16} strokeWidth={1.9} aria-hidden="true" />}
            rightSection={<KeyCap combo="mod+enter" />}
            loading={start.isPending}
            disabled={refused}
            onClick={begin}
            data-autofocus
          >
            Take it in
          </Button>
        )}
      </footer>
    </>
  )
}

/** What the package says of the lesson's consent, and what that does here. */
function ConsentNote({ consent }: { readonly consent: NonNullable<PackagePreview['consent']> }) {
  const { state, by, note, taken } = consent
  const does = taken
    ? state === 'restricted'
      ? 'Taken in, that counts here too: nothing of its picture and sound leaves your library.'
      : 'Taken in, that counts here too: clips of it may leave your library.'
    : 'Here it is restricted, and stays so. If that is to change, say so in the lesson’s details.'
  return (
    <p className={classes.consent}>
      <ShieldAlert size={17} strokeWidth={1.9} aria-hidden="true" />
      <span>
        <bdi>{by}</bdi>{' '}
        {state === 'restricted' ? (
          <>
            says that this lesson is <b>restricted</b>
          </>
        ) : (
          <>
            says that <b>consent was given</b>
          </>
        )}
        {note !== undefined && (
          <>
            {' '}
            (<bdi>{note}</bdi>)
          </>
        )}
        . {does}
      </span>
    </p>
  )
}

const dayOf = (ms: number): string =>
  new Date(ms).toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' })

function whereIs({ here, brings, sizeBytes }: PackagePreview['recordings'][number]): string {
  if (here) return 'on this machine'
  if (brings === 'proxy') return `small copy in it, ${sizeWords(sizeBytes)}`
  if (brings === 'original') return `in it, ${sizeWords(sizeBytes)}`
  return 'not on this machine'
}
