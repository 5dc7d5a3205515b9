import type { PersonColour } from '../../electron/contract/records/person.ts'
import { initials } from '../lib/words.ts'
import classes from './Avatar.module.css'

export interface AvatarPerson {
  readonly name: string
  readonly colour: PersonColour
}

/** A person: round, with initials in their colour. `named` where the name does not stand beside it. */
export function Avatar({
  person,
  size = 24,
  named = false,
}: {
  readonly person: AvatarPerson
  /** px */
  readonly size?: number
  readonly named?: boolean
}) {
  return (
    <span
      className={classes.avatar}
      data-person={person.colour}
      style={{ width: size, height: size, fontSize: Math.max(9, Math.round(size * 0.4)) }}
      {...(named ? { role: 'img', 'aria-label': person.name, title: person.name } : { 'aria-hidden': true })}
    >
      {initials(person.name)}
    </span>
  )
}

/** People in a row, overlapping a little; more than `most` become a number. */
export function AvatarRow({
  people,
  size = 22,
  most = 4,
}: {
  readonly people: readonly (AvatarPerson & { readonly id: string })[]
  readonly size?: number
  readonly most?: number
}) {
  if (people.length === 0) return null
  const shown = people.length > most ? people.slice(0, most - 1) : people
  const rest = people.length - shown.length
  return (
    <span className={classes.row} role="img" aria-label={people.map(({ name }) => name).join(', ')}>
      {shown.map(person => (
        <Avatar key={person.id} person={person} size={size} />
      ))}
      {rest > 0 && <span className={classes.rest}>+{rest}</span>}
    </span>
  )
}
