import type { PersonId } from '../../contract/records/person.ts'
import type { SettingsStore } from './settingsStore.ts'
import type { LocalPerson } from './storedSettings.ts'

/** The part of the settings that says who the people of this machine are, in the order in which they came. */
export function localPeople(settings: SettingsStore) {
  return {
    all: (): readonly LocalPerson[] => settings.read().people,

    put: async (person: Omit<LocalPerson, 'libraries'> & { readonly libraries: readonly string[] }) => {
      await settings.change(now => {
        const before = now.people.find(other => other.id === person.id)
        // Another process may have added a library meanwhile; the list only grows here.
        const libraries = [...new Set([...(before?.libraries ?? []), ...person.libraries])]
        const next = { ...person, libraries }
        const people = before
          ? now.people.map(other => (other.id === person.id ? next : other))
          : [...now.people, next]
        return { ...now, people }
      })
    },

    /** Remembers the library as this machine's own, and who sits there. */
    settle: async (
      libraryDir: string,
      seats: { readonly present: readonly PersonId[]; readonly speaker?: PersonId | undefined },
    ): Promise<void> => {
      await settings.change(({ speaker: _, ...stored }) => ({
        ...stored,
        libraryDir,
        present: [...seats.present],
        ...(seats.speaker && { speaker: seats.speaker }),
      }))
    },

    leave: async (id: PersonId, libraryId: string) => {
      await settings.change(({ speaker, ...now }) => ({
        ...now,
        ...(speaker !== undefined && speaker !== id && { speaker }),
        present: now.present.filter(other => other !== id),
        people: now.people
          .map(person =>
            person.id === id
              ? { ...person, libraries: person.libraries.filter(each => each !== libraryId) }
              : person,
          )
          .filter(person => person.libraries.length > 0),
      }))
    },
  }
}
