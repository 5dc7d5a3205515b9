import type { PersonColour } from '../../electron/contract/records/person.ts'

/** Two people in one room never share a colour while there are free ones: who came later gets the next. */
export function withOwnColours<P extends { readonly colour: PersonColour }>(people: readonly P[]): P[] {
  const free = new Set<PersonColour>(['p1', 'p2', 'p3', 'p4'])
  return people.map(person => {
    const colour = free.has(person.colour) ? person.colour : ([...free][0] ?? person.colour)
    free.delete(colour)
    return colour === person.colour ? person : { ...person, colour }
  })
}
