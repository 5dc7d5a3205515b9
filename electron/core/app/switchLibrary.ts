import type { PersonView } from '../../contract/api/people.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { PersonId, Role } from '../../contract/records/person.ts'
import type { Jobs } from '../jobs/jobs.types.ts'
import type { LibraryHolder } from './openLibraries.ts'

/** Who sits at this machine, as the settings have it. */
export interface Seats {
  readonly present: readonly PersonId[]
  readonly speaker?: PersonId | undefined
}

export interface SwitchParts {
  readonly libraries: LibraryHolder
  readonly jobs: Jobs
  seats(): Seats
  /** Remembers the library as this machine's own, and who sits there. */
  settle(libraryDir: string, seats: Seats): Promise<void>
  /** Tells everyone that another library is open, with the people in it. */
  opened(): void
  readonly people: {
    list(): readonly PersonView[]
    join(who: { readonly name: string; readonly role: Role }): Promise<PersonView>
  }
}

/**
 * Opens another library in place of the one that is open. The people at the machine come along, so that nobody is asked again
 * who they are; in the other library they may have another id.
 * @throws DebriefError library.locked (also while recordings are imported), library.unreadable, disk.full, disk.failed
 */
export async function switchLibrary(dir: string, parts: SwitchParts): Promise<void> {
  const { libraries, jobs, people } = parts
  const importing = jobs
    .list()
    .some(({ kind, state }) => kind === 'import' && (state === 'running' || state === 'queued'))
  if (importing)
    throw new DebriefError(
      'library.locked',
      'Recordings are being imported into this library. Wait until that is done or cancel it; then open the other one.',
    )
  const { present, speaker } = parts.seats()
  const here = people.list().filter(person => person.local && present.includes(person.id))
  const opened = await libraries.swap(dir)
  const joined = new Map<PersonId, PersonId>()
  for (const { id, name, role } of here) joined.set(id, (await people.join({ name, role })).id)
  await parts.settle(opened.dir, {
    present: [...joined.values()],
    speaker: speaker === undefined ? undefined : joined.get(speaker),
  })
  // Only now: whoever hears it reads everything again, in the name of people who must be here by then.
  parts.opened()
}
