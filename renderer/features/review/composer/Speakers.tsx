import { SegmentedControl } from '@mantine/core'
import { memo } from 'react'
import { personId } from '../../../../electron/contract/records/person.ts'
import { sayError } from '../../../lib/notices.ts'
import { speakAs } from '../../../lib/settings.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { draftOf } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './Composer.module.css'
import { saysSomething } from './draft.ts'

/** Who speaks now; a dot says that the other has words waiting. */
export const Speakers = memo(function Speakers({
  people,
  speaker,
}: {
  readonly people: readonly RoomPerson[]
  readonly speaker: string
}) {
  const room = useRoom()
  const [only, second] = people
  if (only && !second) {
    return (
      <span className={`${classes.speaker} ${classes.one}`} title={only.name}>
        <Avatar person={only} size={24} />
        <b className={classes.speakerName}>{only.name}</b>
      </span>
    )
  }
  return (
    <SegmentedControl
      aria-label="Who speaks"
      value={speaker}
      onChange={value => {
        const id = personId.parse(value)
        speakAs(id).catch((error: unknown) => sayError(error, 'The speaker was not changed.'))
      }}
      data={people.map(person => {
        const waiting = person.id !== speaker && saysSomething(draftOf(room, person.id))
        return {
          value: person.id,
          label: (
            <span className={classes.speaker} title={person.name}>
              <Avatar person={person} size={20} />
              <span className={classes.speakerName}>{firstName(person, people)}</span>
              {waiting && (
                <i
                  className={classes.waiting}
                  title="Has words waiting"
                  role="img"
                  aria-label="has words waiting"
                />
              )}
            </span>
          ),
        }
      })}
    />
  )
})

/** The first name where that tells the people apart, else the whole one. */
function firstName(person: RoomPerson, people: readonly RoomPerson[]): string {
  const first = person.name.split(/\s+/u)[0] ?? person.name
  return people.some(other => other.id !== person.id && other.name.startsWith(first)) ? person.name : first
}
