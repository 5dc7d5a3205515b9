import type { Person, PersonId } from '../../contract/records/person.ts'

/** One of the people of this machine, and the libraries (by id) in which they speak here. */
export interface MachinePerson extends Pick<Person, 'id' | 'name' | 'role' | 'colour'> {
  readonly libraries: readonly string[]
}

/** Where the people of this machine are kept: in this installation's settings, never in a library. */
export interface MachinePeople {
  all(): readonly MachinePerson[]
  /** Puts a person on the list or changes them there; saved when the promise resolves. */
  put(person: MachinePerson): Promise<void>
  /** Takes a person off one library's list. */
  leave(id: PersonId, libraryId: string): Promise<void>
}

/** The people who may speak in a library at this machine, in the order in which they came. */
export function peopleHere(machine: MachinePeople, libraryId: string): readonly MachinePerson[] {
  return machine.all().filter(person => person.libraries.includes(libraryId))
}
