import { Button, NativeSelect } from '@mantine/core'
import { useId } from 'react'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import { assertNever } from '../../../electron/contract/errors.ts'
import { type PersonColour, personColours, roles } from '../../../electron/contract/records/person.ts'
import { api } from '../../lib/api.ts'
import { sayError } from '../../lib/notices.ts'
import { keys, useOptimistic } from '../../lib/queries.ts'
import { roleWord } from '../../lib/words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { PatternEdge } from '../../ui/PatternEdge.tsx'
import { SavedField } from '../../ui/SavedField.tsx'
import classes from './Settings.module.css'

type Change = Partial<Pick<PersonView, 'name' | 'role' | 'colour'>>

function colourWords(colour: PersonColour): string {
  switch (colour) {
    case 'p1':
      return 'Blue, solid'
    case 'p2':
      return 'Orange, dashes'
    case 'p3':
      return 'Violet, diamonds'
    case 'p4':
      return 'Green, bars'
    default:
      return assertNever(colour)
  }
}

/** Name, role, and the colour with its pattern. */
export function PersonEditor({
  person,
  onLeave,
}: {
  readonly person: PersonView
  readonly onLeave: (() => void) | undefined
}) {
  const group = useId()
  const update = useOptimistic<Change, PersonView, readonly PersonView[]>({
    mutationFn: change => api.people.update({ id: person.id, ...change }),
    key: () => keys.people,
    apply: (list, change) => list.map(each => (each.id === person.id ? { ...each, ...change } : each)),
    onError: error => sayError(error, 'The change could not be kept.'),
  })
  return (
    <div>
      <div className={classes.edit}>
        <SavedField
          label="Name"
          value={person.name}
          maxLength={120}
          problem={text => (text.trim() === '' ? 'A person needs a name.' : undefined)}
          onSave={text => update.mutate({ name: text.trim() })}
        />
        <NativeSelect
          label="Role"
          value={person.role}
          data={roles.map(each => ({ value: each, label: roleWord(each) }))}
          onChange={event => {
            const role = roles.find(each => each === event.currentTarget.value)
            if (role) update.mutate({ role })
          }}
        />
        <fieldset className={classes.fieldset}>
          <legend className={classes.legend}>Colour and pattern</legend>
          <div className={classes.colours}>
            {personColours.map(colour => (
              <label key={colour} className={classes.colour} data-on={colour === person.colour}>
                <input
                  type="radio"
                  name={group}
                  className="spoken"
                  checked={colour === person.colour}
                  onChange={() => update.mutate({ colour })}
                  aria-label={colourWords(colour)}
                />
                <Avatar person={{ name: person.name, colour }} size={24} />
                <PatternEdge colour={colour} way="strip" thickness={6} className={classes.strip ?? ''} />
              </label>
            ))}
          </div>
        </fieldset>
        {onLeave && (
          <Button variant="subtle" onClick={onLeave}>
            Take off this machine
          </Button>
        )}
      </div>
    </div>
  )
}
