import type { PersonColour, PersonId } from '../../contract/records/person.ts'
import type { Library } from '../library/library.types.ts'
import type { Guest } from './guest.types.ts'

interface Admitting {
  library(): Library
  /** A colour that few people of the library have. */
  freeColour(): PersonColour
}

/**
 * Makes a guest known in the library before they are let in: as a person, and by the key of their machine.
 * @throws DebriefError disk.full, disk.failed, library.readOnly
 */
export async function makeKnown(
  guest: Guest,
  host: PersonId,
  { library, freeColour }: Admitting,
): Promise<void> {
  const { personId, key, name, role } = guest.who
  const known = library().find('person', personId)
  if (known) guest.colour = known.colour
  else {
    guest.colour = freeColour()
    const put = { type: 'person' as const, id: personId, name, role, colour: guest.colour }
    await library().write(host, [{ put }])
  }
  // Whoever has no Debrief has no key that could be theirs.
  if (!guest.browser) await library().keys.vouch(personId, key)
}
