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
        <div key={side} className={classes.side} data-side={side}>
          {people
            .filter(({ id }) => sides.get(id) === side)
            .map((person, _at, those) => (
              <div key={person.id} className={classes.person} title={person.name}>
                <Avatar person={person} size={28} />
                <div className={classes.words}>
                  <div className={classes.name}>{person.name}</div>
                  <div className={classes.meta}>
                    {those.length === 1
                      ? `${person.roleName} · ${counted(counts.get(person.id) ?? 0, 'comment')}`
                      : person.roleName}
                  </div>
                </div>
              </div>
            ))}
        </div>
      ))}
    </div>
  )
}
