import { SegmentedControl, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ChevronRight, FolderOpen, HardDrive, Lock, type LucideIcon, Play, Upload } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { assertNever } from '../../../electron/contract/errors.ts'
import { type Role, roles } from '../../../electron/contract/records/person.ts'
import { api } from '../../lib/api.ts'
import { importByFile } from '../../lib/importing.ts'
import { sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { setPresent } from '../../lib/settings.ts'
import { chooseFolder } from '../../lib/shell.ts'
import { roleWord } from '../../lib/words.ts'
import { Logo } from '../../ui/Logo.tsx'
import { SamplePicture } from '../../ui/SamplePicture.tsx'
import classes from './FirstRun.module.css'

type Start = 'sample' | 'import' | 'library'

/** The first minute: who you are, and where to begin. Nothing else is asked. */
export function FirstRun() {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('teacher')
  const [problem, setProblem] = useState<string>()
  const nameField = useRef<HTMLInputElement>(null)
  const [, go] = useLocation()
  useEffect(() => {
    document.title = 'Welcome – Debrief'
    nameField.current?.focus()
  }, [])
  const begin = useMutation({
    mutationFn: async (start: Start) => {
      if (start === 'library' && !(await openLibraryFolder())) return
      // The library shows as soon as someone is here; whoever goes on from there at once is not called back.
      go('/library')
      const person = await api.people.join({ name: name.trim(), role })
      await setPresent([person.id])
      if (start === 'sample') {
        const { id } = await api.lessons.addSample()
        go(`/lesson/${encodeURIComponent(id)}`)
      }
      await queryClient.invalidateQueries({ queryKey: keys.people })
      if (start === 'import') await importByFile()
    },
    onError: async error => {
      sayError(error)
      await queryClient.invalidateQueries({ queryKey: keys.people })
    },
  })
  const start = (how: Start) => {
    if (name.trim() === '') {
      setProblem('Write your name first, so that others know whose comments these are.')
      nameField.current?.focus()
      return
    }
    begin.mutate(how)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start('sample')
  }
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={submit}>
        <Logo size={40} />
        <div>
          <h1 className="h1">Who are you?</h1>
          <p className={classes.lead}>
            Your name stands beside what you write. There is no account, and nothing leaves this machine.
          </p>
        </div>
        <TextInput
          ref={nameField}
          label="Your name"
          placeholder="As colleagues know you"
          autoComplete="name"
          maxLength={120}
          value={name}
          error={problem}
          onChange={event => {
            setName(event.currentTarget.value)
            setProblem(undefined)
          }}
        />
        <div>
          <p className={classes.label} id="first-run-role">
            Your role
          </p>
          <SegmentedControl
            fullWidth
            aria-labelledby="first-run-role"
            data={roles.map(each => ({ value: each, label: roleWord(each) }))}
            value={role}
            onChange={value => setRole(roles.find(each => each === value) ?? 'teacher')}
          />
          <p className={classes.hint}>{roleHint(role)}</p>
        </div>
        <div className={classes.starts}>
          <p className={classes.label}>How do you want to begin?</p>
          <StartButton
            icon={Play}
            title="Open the sample lesson"
            words="A minute of maths, already talked about"
            busy={begin.isPending}
            onClick={() => start('sample')}
          />
          <StartButton
            icon={Upload}
            title="Import a recording"
            words="It stays where it lies"
            busy={begin.isPending}
            onClick={() => start('import')}
          />
          <StartButton
            icon={FolderOpen}
            title="Open a library folder"
            words="One your school shares, or one of yours"
            busy={begin.isPending}
            onClick={() => start('library')}
          />
        </div>
      </form>
      <aside className={classes.aside} aria-label="What Debrief is">
        <SamplePicture />
        <h2 className="h2">Watch a lesson together, say what you notice, take clips away.</h2>
        <ul className={classes.facts}>
          <li>
            <Lock size={16} strokeWidth={1.9} aria-hidden="true" /> Private until you share it
          </li>
          <li>
            <HardDrive size={16} strokeWidth={1.9} aria-hidden="true" /> Everything stays on your own machines
          </li>
        </ul>
      </aside>
    </main>
  )
}

async function openLibraryFolder(): Promise<boolean> {
  const dir = await chooseFolder('Open a library folder', 'Open this folder')
  if (dir === null) return false
  queryClient.setQueryData(keys.info, await api.app.openLibrary({ dir }))
  return true
}

function roleHint(role: Role): string {
  switch (role) {
    case 'teacher':
      return 'You look at your own lessons, and with others.'
    case 'coach':
      return 'You watch with teachers and write what you see.'
    case 'peer':
      return 'You look at lessons with colleagues.'
    case 'leader':
      return 'You lead a learning community and gather clips.'
    default:
      return assertNever(role)
  }
}

function StartButton({
  icon: Icon,
  title,
  words,
  busy,
  onClick,
}: {
  readonly icon: LucideIcon
  readonly title: string
  readonly words: string
  readonly busy: boolean
  readonly onClick: () => void
}) {
  return (
    <button type="button" className={classes.start} onClick={onClick} disabled={busy}>
      <Icon size={20} strokeWidth={1.9} aria-hidden="true" />
      <span className={classes.startWords}>
        <b>{title}</b>
        <span className={classes.small}>{words}</span>
      </span>
      <ChevronRight size={16} strokeWidth={1.9} aria-hidden="true" />
    </button>
  )
}
