import { counted } from '../../../lib/words.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './LaneHeads.module.css'

/** Whose lane is whose. */
export function LaneHeads({
  people,
  sides,
  counts,
}: {
  readonly people: readonly RoomPerson[]
  readonly sides: ReadonlyMap<string, 'left' | 'right'> | undefined
  readonly counts: ReadonlyMap<string, number>
}) {
  if (!sides) {
    if (people.length < 2) return null
    return (
      <div className={classes.one}>
        {people.map(person => (
          <span key={person.id} className={classes.short} title={`${person.name}, ${person.roleName}`}>
            <Avatar person={person} size={24} />
            <span className="ell">{person.name}</span>
          </span>
        ))}
      </div>
    )
  }
  return (
    <div className={classes.two}>
      {(['left', 'right'] as const).map(side => (
        <LaneHead
          key={side}
          side={side}
          people={people.filter(({ id }) => sides.get(id) === side)}
          counts={counts}
        />
      ))}
    </div>
  )
}

/** One person by name and role, or all who share a lane. */
function LaneHead({
  side,
  people,
  counts,
}: {
  readonly side: 'left' | 'right'
  readonly people: readonly RoomPerson[]
  readonly counts: ReadonlyMap<string, number>
}) {
  const names = people.map(({ name }) => name).join(', ')
  const roles = [...new Set(people.map(({ roleName }) => roleName))].join(', ')
  const said = people.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0)
  return (
    <div className={classes.side} data-side={side} title={names}>
      <span className={classes.avatars}>
        {people.map(person => (
          <Avatar key={person.id} person={person} size={28} />
        ))}
      </span>
      <div className={classes.words}>
        <div className={classes.name} dir="auto">
          {names}
        </div>
        <div className={classes.meta}>
          {roles} · {counted(said, 'comment')}
        </div>
      </div>
    </div>
  )
}
