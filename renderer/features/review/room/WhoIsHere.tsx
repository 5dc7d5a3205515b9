import { Button, NativeSelect, Popover, TextInput } from '@mantine/core'
import { Plus, UserMinus } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { MOST_PRESENT } from '../../../../electron/contract/api/settings.ts'
import { type PersonId, type Role, role, roles } from '../../../../electron/contract/records/person.ts'
import { api } from '../../../lib/api.ts'
import { explain } from '../../../lib/errors.ts'
import { sayError } from '../../../lib/notices.ts'
import { keys, usePeople } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { setPresent } from '../../../lib/settings.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { roleWord } from '../../../lib/words.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { RoomPerson } from './roomPeople.ts'
import classes from './TitleBar.module.css'

/** The people at this machine: each may speak, and private notes are closed while there is more than one. */
export function WhoIsHere({ people }: { readonly people: readonly RoomPerson[] }) {
  const present = useSpeaker(state => state.present)
  const here = people.filter(person => person.present)
  const known = usePeople().data ?? []
  const away = known.filter(person => person.local && !present.includes(person.id))
  const list = useRef<HTMLUListElement>(null)
  const set = (ids: readonly PersonId[]) => {
    // The pressed button goes with its person; the keys stay with this menu.
    list.current?.focus()
    return setPresent(ids).catch((error: unknown) => sayError(error, 'Who is here was not changed.'))
  }
  return (
    <Popover position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.here} title="Who is here?">
          <span className="spoken">Who is here: {here.length === 0 && 'nobody yet'}</span>
          {here.map(person => (
            <Avatar key={person.id} person={person} size={28} named />
          ))}
          {here.length < 2 && (
            <span className={classes.add}>
              <Plus size={15} strokeWidth={1.9} aria-hidden="true" />
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu ?? ''}>
        <h2 className={classes.menuTitle}>Who is here?</h2>
        <p className={classes.menuWords}>
          Each has a lane and a colour. Private notes stay closed while others are here.
        </p>
        <ul ref={list} tabIndex={-1}>
          {here.map(person => (
            <li key={person.id} className={classes.person}>
              <Avatar person={person} size={28} />
              <span className={classes.personWords}>
                {person.name}
                <small>{person.roleName}</small>
              </span>
              {here.length > 1 && (
                <IconButton
                  icon={UserMinus}
                  label={`${person.name} steps away`}
                  size={28}
                  iconSize={16}
                  onClick={() => void set(present.filter(id => id !== person.id))}
                />
              )}
            </li>
          ))}
          {away.map(person => (
            <li key={person.id} className={classes.person}>
              <Avatar person={person} size={28} />
              <span className={`${classes.personWords} t3`}>
                {person.name}
                <small>{roleWord(person.role)}</small>
              </span>
              <Button
                size="xs"
                variant="default"
                disabled={here.length >= MOST_PRESENT}
                aria-label={`${person.name} is here`}
                onClick={() => void set([...present, person.id])}
              >
                Is here
              </Button>
            </li>
          ))}
        </ul>
        {here.length < MOST_PRESENT && (
          <AddPerson
            otherRole={here[0]?.role === 'teacher' ? 'coach' : 'teacher'}
            onJoined={id => void set([...present, id])}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function AddPerson({
  otherRole,
  onJoined,
}: {
  readonly otherRole: Role
  readonly onJoined: (id: PersonId) => void
}) {
  const field = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [as, setAs] = useState<Role>(otherRole)
  const [problem, setProblem] = useState<unknown>()
  const join = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    setProblem(undefined)
    try {
      const person = await api.people.join({ name: name.trim(), role: as })
      await queryClient.invalidateQueries({ queryKey: keys.people })
      setName('')
      onJoined(person.id)
      // The pressed button is disabled now, and a disabled button hears no key.
      field.current?.focus()
    } catch (error) {
      setProblem(error)
    }
  }
  const words = problem === undefined ? undefined : explain(problem)
  return (
    <form className={classes.form} onSubmit={event => void join(event)}>
      <TextInput
        ref={field}
        size="sm"
        label="Someone else is here"
        placeholder="Name"
        value={name}
        maxLength={120}
        onChange={event => setName(event.currentTarget.value)}
      />
      <div className="row">
        <NativeSelect
          size="sm"
          aria-label="Role"
          className="grow"
          value={as}
          data={roles.map(each => ({ value: each, label: roleWord(each) }))}
          onChange={event => setAs(role.parse(event.currentTarget.value))}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          Add
        </Button>
      </div>
      {words && (
        <p className={classes.bad} role="alert">
          {words.message ?? `${words.title} ${words.next}`}
        </p>
      )}
    </form>
  )
}
