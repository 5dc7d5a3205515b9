import { Button, NativeSelect, TextInput } from '@mantine/core'
import { UserPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Settings } from '../../../electron/contract/api/settings.ts'
import { type Role, roles } from '../../../electron/contract/records/person.ts'
import { api } from '../../lib/api.ts'
import { sayError } from '../../lib/notices.ts'
import { keys, usePeople } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { roleWord } from '../../lib/words.ts'
import { PersonRow } from './PersonRow.tsx'
import { Section } from './Section.tsx'
import classes from './Settings.module.css'

/** The people of this machine: who is here now, and how each is shown. */
export function PeopleSection({ settings }: { readonly settings: Settings }) {
  const people = (usePeople().data ?? []).filter(({ local }) => local)
  return (
    <Section
      title="People"
      words="Everyone who writes at this machine. Who is here has a lane in the review room; while two are here, private notes stay closed."
    >
      {people.map(person => (
        <PersonRow key={person.id} person={person} settings={settings} alone={people.length === 1} />
      ))}
      <AddPerson />
    </Section>
  )
}

function AddPerson() {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('coach')
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    try {
      await api.people.join({ name: name.trim(), role })
      setName('')
      await queryClient.invalidateQueries({ queryKey: keys.people })
    } catch (error) {
      sayError(error, 'The person could not be added.')
    }
  }
  return (
    <form className={classes.add} onSubmit={event => void add(event)}>
      <TextInput
        label="Add a person"
        placeholder="Name"
        size="sm"
        maxLength={120}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Role"
        size="sm"
        value={role}
        data={roles.map(each => ({ value: each, label: roleWord(each) }))}
        onChange={event => setRole(roles.find(each => each === event.currentTarget.value) ?? 'coach')}
      />
      <Button
        type="submit"
        variant="default"
        disabled={name.trim() === ''}
        leftSection={<UserPlus size={16} strokeWidth={1.9} aria-hidden="true" />}
      >
        Add
      </Button>
    </form>
  )
}
