import { type Person, type PersonColour, personColours } from '../../contract/records/person.ts'

/** Names are the same person's however they were typed: composed or not, in any case, with stray spaces. */
export const foldName = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()

export const sameName = (one: string, other: string): boolean => foldName(one) === foldName(other)

/** The first colour that nobody has; where all are taken, the one that fewest have. */
export function freeColour(others: readonly Pick<Person, 'colour'>[]): PersonColour {
  const taken = (colour: PersonColour) => others.filter(other => other.colour === colour).length
  return personColours.reduce((best, colour) => (taken(colour) < taken(best) ? colour : best))
}
