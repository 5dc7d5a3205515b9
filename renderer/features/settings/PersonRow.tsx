import { Button, Switch } from '@mantine/core'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import { MOST_PRESENT, type Settings } from '../../../electron/contract/api/settings.ts'
import { api } from '../../lib/api.ts'
import { offerUndo, sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { roleWord } from '../../lib/words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { PersonEditor } from './PersonEditor.tsx'
import classes from './Settings.module.css'
import { save } from './save.ts'

/** One person of this machine. */
export function PersonRow({
  person,
  settings,
  alone,
}: {
  readonly person: PersonView
  readonly settings: Settings
  readonly alone: boolean
}) {
  const { id, name, role } = person
  const [editing, setEditing] = useState(false)
  const here = settings.present.includes(id)
  const last = here && settings.present.length === 1
  const full = !here && settings.present.length >= MOST_PRESENT
  const come = (isHere: boolean) => {
    if (!isHere && last) return
    save({ present: isHere ? [...settings.present, id] : settings.present.filter(each => each !== id) })
  }
  return (
    <div className={classes.person}>
      <div className={classes.personHead}>
        <Avatar person={person} size={34} />
        <div className={classes.who}>
          <span className={classes.name}>{name}</span>
          <span className={classes.hint}>
            {roleWord(role)}
            {settings.present[0] === id && ' · first lane'}
          </span>
        </div>
        <Switch
          label={full ? `Only ${MOST_PRESENT} can be here` : 'Here now'}
          aria-label={`${name} is here now`}
          checked={here}
          disabled={full || last}
          onChange={event => come(event.currentTarget.checked)}
        />
        <Button
          variant="default"
          aria-expanded={editing}
          aria-label={`Change ${name}`}
          leftSection={<Pencil size={15} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => setEditing(!editing)}
        >
          {editing ? 'Done' : 'Change'}
        </Button>
      </div>
      {editing && (
        <PersonEditor
          person={person}
          onLeave={alone || last ? undefined : () => void leave(person, settings)}
        />
      )}
    </div>
  )
}

/** Takes a person off this machine's list; what they wrote stays. Joining again by the same name and role brings them back. */
async function leave({ id, name, role }: PersonView, settings: Settings): Promise<void> {
  try {
    if (settings.present.includes(id)) save({ present: settings.present.filter(each => each !== id) })
    await api.people.leave({ id })
    await queryClient.invalidateQueries({ queryKey: keys.people })
    offerUndo(`${name} is off this machine’s list. What they wrote stays.`, async () => {
      await api.people.join({ name, role })
      await queryClient.invalidateQueries({ queryKey: keys.people })
    })
  } catch (error) {
    sayError(error, `${name} could not be taken off the list.`)
  }
}
