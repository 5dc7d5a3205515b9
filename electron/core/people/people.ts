import pLimit from 'p-limit'
import { ulid } from 'ulid'
import type { PersonView } from '../../contract/api/people.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Person, PersonColour, PersonId, Role } from '../../contract/records/person.ts'
import type { Library } from '../library/library.types.ts'
import { given } from '../patch.ts'
import { type MachinePeople, type MachinePerson, peopleHere } from './machinePeople.ts'
import { freeColour, sameName } from './names.ts'

export interface PeopleParts {
  library(): Library
  readonly machine: MachinePeople
  /** People who only appear in the sample lesson; nobody here becomes one of them. */
  isInvented(id: PersonId): boolean
}

interface PersonPatch {
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly colour?: PersonColour | undefined
}

export interface People {
  list(): PersonView[]
  join(wanted: { readonly name: string; readonly role?: Role | undefined }): Promise<PersonView>
  update(id: PersonId, patch: PersonPatch): Promise<PersonView>
  leave(id: PersonId): Promise<void>
  /** Whether someone may speak in the open library at this machine. */
  isLocal(id: string): boolean
  /** Who a person is, also where the library does not know them yet. */
  author(id: PersonId): { readonly id: PersonId; readonly name: string; readonly role: Role }
}

type Who = Pick<Person, 'id' | 'name' | 'role' | 'colour'>

export function createPeople({ library, machine, isInvented }: PeopleParts): People {
  // One at a time: two calls for the same name must not make two people.
  const inTurn = pLimit(1)
  const here = () => peopleHere(machine, library().id)
  const isLocal = (id: string) => here().some(person => person.id === id)
  const view = ({ id, name, role, colour }: Who): PersonView => ({
    id,
    name,
    role,
    colour,
    local: isLocal(id),
  })
  /** The library's record is what counts; this machine's list only carries people from library to library. */
  const known = (person: MachinePerson): Who => library().find('person', person.id) ?? person

  /** Saves who someone is in the library (where that is news) and on this machine's list. */
  const save = async ({ id, name, role, colour }: Who): Promise<PersonView> => {
    const who: Who = { id, name, role, colour }
    const recorded = library().find('person', id)
    // In a library that can only be read, people are known on this machine alone; private notes need no more.
    if (!library().readOnly && !(recorded && sameWho(recorded, who)))
      await library().write(id, [{ put: { type: 'person', ...who } }])
    const listed = machine.all().find(person => person.id === id)
    const libraries = [...new Set([...(listed?.libraries ?? []), library().id])]
    if (!listed || !sameWho(listed, who) || libraries.length > listed.libraries.length)
      await machine.put({ ...who, libraries })
    return view(who)
  }

  const joinNow: People['join'] = async ({ name, role }) => {
    const mine = here().find(person => sameName(known(person).name, name))
    if (mine) return save({ ...known(mine), ...(role && { role }) })
    const recorded = library().all('person')
    const fits = recorded.filter(
      each => sameName(each.name, name) && (!role || each.role === role) && !isInvented(each.id),
    )
    if (fits.length === 1 && fits[0]) return save(fits[0])
    const elsewhere = machine.all().find(person => sameName(person.name, name) && !isLocal(person.id))
    return save({
      id: elsewhere && !library().find('person', elsewhere.id) ? elsewhere.id : `person:${ulid()}`,
      name: name.normalize('NFC').trim(),
      role: role ?? elsewhere?.role ?? 'teacher',
      colour: freeColour(recorded),
    })
  }

  const mineOrThrow = (id: PersonId): Who => {
    const mine = here().find(person => person.id === id)
    if (mine) return known(mine)
    const other = library().find('person', id)
    if (!other)
      throw new DebriefError('notFound', 'There is no such person in this library.', { subject: id })
    throw new DebriefError(
      'notYours',
      `${other.name} is not one of the people of this machine, so only they can change that, on their own machine.`,
      { subject: id },
    )
  }

  return {
    isLocal,
    author: id => {
      const { name, role } = library().find('person', id) ??
        machine.all().find(person => person.id === id) ?? { name: 'Someone not yet known here', role: 'peer' }
      return { id, name, role }
    },
    list: () => {
      const local = here().map(person => view(known(person)))
      const others = library()
        .all('person')
        .filter(person => !isLocal(person.id))
        .map(view)
      return [...local, ...others.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))]
    },
    join: wanted => inTurn(joinNow, wanted),
    update: (id, patch) =>
      inTurn(async () => {
        const now = mineOrThrow(id)
        const { name } = patch
        if (name !== undefined && here().some(other => other.id !== id && sameName(known(other).name, name)))
          throw new DebriefError(
            'input.invalid',
            `There is someone called ${name} at this machine already.`,
            {
              subject: 'name',
            },
          )
        return save({ ...now, ...given(patch) })
      }),
    leave: id =>
      inTurn(async () => {
        mineOrThrow(id)
        await machine.leave(id, library().id)
      }),
  }
}

const sameWho = (one: Who, other: Who): boolean =>
  one.name === other.name && one.role === other.role && one.colour === other.colour
