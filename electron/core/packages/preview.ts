import type { PackagePreview } from '../../contract/api/packages.ts'
import type { Person } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { Compared, ComparedRecord } from '../library/carry.types.ts'
import { loosensConsent } from '../library/consent.ts'
import type { Library } from '../library/library.types.ts'
import { countsOf, inState } from './counts.ts'
import type { OpenedPackage } from './openPackage.ts'

export interface PreviewParts {
  library(): Library
  /** Where the recording, or the same one under another id, is on this machine. */
  fileHere(recording: Recording): Promise<string | undefined>
}

/** What a package would bring, by person. */
export async function previewOf(
  file: string,
  { manifest, brought, encrypted }: OpenedPackage,
  compared: Compared,
  { library, fileHere }: PreviewParts,
): Promise<PackagePreview> {
  const news = compared.conversation.filter(({ state }) => state !== 'unchanged')
  const doubted = news.filter(({ doubt }) => doubt !== undefined)
  const people = new Map<string, Person>()
  for (const { shown } of brought.catalog) if (shown?.type === 'person') people.set(shown.id, shown)
  for (const person of library().all('person')) people.set(person.id, person)
  const nameOf = (id: string) => people.get(id)?.name ?? 'Someone'
  const recordings = brought.catalog.flatMap(({ shown }) => (shown?.type === 'recording' ? [shown] : []))
  return {
    file,
    lesson: { ...manifest.lesson, existing: library().find('lesson', brought.lessonId) !== undefined },
    madeAtMs: manifest.madeAtMs,
    by: manifest.by,
    encrypted,
    people: byPerson(news).map(({ id, records }) => ({
      id,
      name: nameOf(id),
      role: people.get(id)?.role ?? 'peer',
      known: library().find('person', id) !== undefined,
      added: countsOf(inState(records, 'added')),
      updated: countsOf(inState(records, 'updated')),
    })),
    added: countsOf(inState(compared.conversation, 'added')),
    updated: countsOf(inState(compared.conversation, 'updated')),
    unchanged: inState(compared.conversation, 'unchanged').length,
    rubrics: inState(compared.catalog, 'added').flatMap(({ shown }) =>
      shown?.type === 'rubric' ? [shown.title] : [],
    ),
    recordings: await Promise.all(
      recordings.map(async recording => {
        const brings = manifest.media.find(({ recordingId }) => recordingId === recording.id)
        return {
          fileName: recording.fileName,
          durationMs: recording.facts.durationMs,
          here: (await fileHere(recording)) !== undefined,
          brings: brings?.kind ?? null,
          sizeBytes: brings?.bytes ?? 0,
        }
      }),
    ),
    ...consentIn(compared, library(), nameOf),
    doubts: {
      count: doubted.length,
      people: [...new Set(doubted.map(({ stored }) => nameOf(stored.record.by)))],
    },
  }
}

/** What it says of the lesson's consent, and whether that would count here. */
function consentIn(
  { catalog }: Compared,
  library: Library,
  nameOf: (id: string) => string,
): Pick<PackagePreview, 'consent'> {
  for (const { stored, state } of catalog) {
    const { shown } = stored
    if (shown?.type !== 'consent' || stored.record.deleted || state === 'unchanged') continue
    const { note, by } = shown
    const taken = !loosensConsent(library, stored)
    return {
      consent: { state: shown.state, ...(note !== undefined && { note }), by: nameOf(by), taken },
    }
  }
  return {}
}

function byPerson(news: readonly ComparedRecord[]) {
  const groups = new Map<Person['id'], ComparedRecord[]>()
  for (const each of news) {
    const group = groups.get(each.stored.record.by)
    if (group) group.push(each)
    else groups.set(each.stored.record.by, [each])
  }
  return [...groups]
    .map(([id, records]) => ({ id, records }))
    .sort((a, b) => b.records.length - a.records.length || (a.id < b.id ? -1 : 1))
}
