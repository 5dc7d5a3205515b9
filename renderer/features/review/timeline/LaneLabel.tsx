import { Avatar } from '../../../ui/Avatar.tsx'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './Timeline.module.css'

/** The lane's name: the person, round, and their role. */
export function LaneLabel({ person }: { readonly person: RoomPerson }) {
  return (
    <div className={classes.label} title={`${person.name}, ${person.roleName}`}>
      <Avatar person={person} size={18} />
      <span className={classes.word}>{person.roleName}</span>
    </div>
  )
}
