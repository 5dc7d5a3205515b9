import type { Rev } from '../../contract/records/envelope.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { KnownRecord, RecordOf, RecordType } from '../../contract/records/registry.ts'
import { FUTURE_LIMIT_MS, laterThan } from './clock.ts'
import type { Held, LibraryProblem } from './library.types.ts'
import { mergeVersions } from './merge.ts'
import { damagedRecordProblem, futureProblem } from './problems.ts'
import type { RecordFolder } from './recordFolder.ts'
import type { Listing } from './replica.ts'
import type { Seal } from './signing.ts'
import type { StoredRecord } from './storedRecord.ts'

/** Where records belong together: the catalog, or one lesson's conversation. */
export type ScopeKey = 'catalog' | LessonId

/** What lies in a scope's folders. */
export interface ScopeListing {
  readonly shared: Listing
  readonly private: Listing | undefined
  /** Equal as long as no file of the scope changes. */
  readonly fingerprint: string
}

export interface Version {
  readonly stored: StoredRecord
  readonly private: boolean
  /** The signature of the file it lies in. */
  readonly seal?: Seal | undefined
}

/** The merged view over a place's folders: the shared one and, for a lesson, the private one. */
export class Scope {
  readonly key: ScopeKey
  readonly shared: RecordFolder
  readonly private: RecordFolder | undefined
  #view: ReadonlyMap<string, Version> = new Map()
  #byType: ReadonlyMap<string, readonly Held<KnownRecord>[]> = new Map()
  #problems: readonly LibraryProblem[] = []
  #latest: Rev | undefined

  constructor(key: ScopeKey, shared: RecordFolder, privately?: RecordFolder) {
    this.key = key
    this.shared = shared
    this.private = privately
  }

  /** @param listed what was just found in its folders */
  async refresh(listed?: ScopeListing): Promise<void> {
    await this.shared.refresh(listed?.shared)
    await this.private?.refresh(listed?.private)
  }

  /** What lies in its folders now; reads none of it. */
  async listing(): Promise<ScopeListing> {
    const [shared, privately] = await Promise.all([this.shared.listing(), this.private?.listing()])
    const fingerprint = `${shared.fingerprint} ${privately?.fingerprint ?? ''}`
    return { shared, private: privately, fingerprint }
  }

  /**
   * Merges the replicas anew, leaving out what is damaged or from the future.
   * @returns the types of the records that people see otherwise than before; none where nothing changed
   */
  merge(nowMs: number): ReadonlySet<string> {
    const problems: LibraryProblem[] = []
    // Shared first: of two equal versions the first stays, and what was shared once is not private any more.
    const folders = this.private ? [this.shared, this.private] : [this.shared]
    const accepted = folders.map(folder => {
      problems.push(...folder.problems())
      return folder.replicas().flatMap(({ label, file, seal }) => {
        const where = { label, private: folder.private, seal }
        const { versions, aside } = sift(file.records.values(), where, nowMs)
        problems.push(...aside)
        return versions
      })
    })
    const view = mergeVersions<Version>(accepted, version => version.stored.record)
    const changed = changedTypes(this.#view, view)
    this.#problems = problems
    this.#view = view
    this.#latest = latestRev(view.values())
    if (changed.size > 0) this.#byType = groupByType(view.values())
    return changed
  }

  problems(): readonly LibraryProblem[] {
    return this.#problems
  }

  /** The newest stamp among the records in view; undefined for none. */
  get latest(): Rev | undefined {
    return this.#latest
  }

  /** Every version in view, tombstones too. */
  versions(): Iterable<Version> {
    return this.#view.values()
  }

  /** Every shared record of every file, also those that are set aside. */
  *stored(): Iterable<StoredRecord> {
    for (const { file } of this.shared.replicas()) yield* file.records.values()
  }

  /** The version in view, a tombstone too. */
  get(id: string): Version | undefined {
    return this.#view.get(id)
  }

  /** The records of a type, without tombstones. */
  all<T extends RecordType>(type: T): ReadonlyArray<Held<RecordOf<T>>> {
    const group = this.#byType.get(type) ?? []
    return group.filter((held): held is Held<RecordOf<T>> => isOf(held, type))
  }

  /** The record in view, unless it was removed. */
  find<T extends RecordType>(type: T, id: string): Held<RecordOf<T>> | undefined {
    const version = this.#view.get(id)
    if (!version?.stored.shown || version.stored.shown.deleted) return undefined
    const held = { record: version.stored.shown, private: version.private }
    return isOf(held, type) ? held : undefined
  }
}

function groupByType(versions: Iterable<Version>): Map<string, Held<KnownRecord>[]> {
  const groups = new Map<string, Held<KnownRecord>[]>()
  for (const { stored, private: privately } of versions) {
    const { shown } = stored
    if (!shown || shown.deleted) continue
    const group = groups.get(shown.type)
    const held = { record: shown, private: privately }
    if (group) group.push(held)
    else groups.set(shown.type, [held])
  }
  return groups
}

function isOf<T extends RecordType>(held: Held<KnownRecord>, type: T): held is Held<RecordOf<T>> {
  return held.record.type === type
}

function sift(
  records: Iterable<StoredRecord>,
  { label, ...where }: { readonly label: string } & Omit<Version, 'stored'>,
  nowMs: number,
): { versions: Version[]; aside: LibraryProblem[] } {
  const versions: Version[] = []
  const aside: LibraryProblem[] = []
  const future = laterThan(nowMs + FUTURE_LIMIT_MS)
  let ahead = 0
  for (const stored of records) {
    if (stored.damage !== undefined) aside.push(damagedRecordProblem(label, stored.record.id, stored.damage))
    else if (stored.record.rev > future) ahead += 1
    else versions.push({ stored, private: where.private, seal: where.seal })
  }
  if (ahead > 0) aside.push(futureProblem(label, ahead))
  return { versions, aside }
}

function changedTypes(
  before: ReadonlyMap<string, Version>,
  after: ReadonlyMap<string, Version>,
): ReadonlySet<string> {
  const types = new Set<string>()
  for (const [id, { stored, private: privately }] of after) {
    const old = before.get(id)
    if (old?.private === privately && old.stored.line === stored.line) continue
    types.add(stored.record.type)
    if (old) types.add(old.stored.record.type)
  }
  // A writer's file may be gone.
  for (const [id, { stored }] of before) if (!after.has(id)) types.add(stored.record.type)
  return types
}

function latestRev(versions: Iterable<Version>): Rev | undefined {
  let latest: Rev | undefined
  for (const { stored } of versions) {
    if (latest === undefined || stored.record.rev > latest) latest = stored.record.rev
  }
  return latest
}
