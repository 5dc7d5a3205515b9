import { join } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { Backups } from './backups.ts'
import { type HybridClock, isFromTheFuture } from './clock.ts'
import { type Ahead, aheadOf, clockProblem } from './clockNotice.ts'
import type { FileSystem } from './fileSystem.ts'
import type { LessonSummary, LibraryEvent } from './library.types.ts'
import { isThere } from './libraryHeader.ts'
import { placesOf } from './libraryPlaces.ts'
import { lastSaved, savedBefore } from './ownFile.ts'
import type { Problems } from './problems.ts'
import { RecordFolder } from './recordFolder.ts'
import { rescueOwnFile } from './rescue.ts'
import { Scope, type ScopeKey, type ScopeListing, type Version } from './scope.ts'
import type { Signer } from './signing.ts'
import { clonedWriter, libraryGone } from './storeMessages.ts'
import { Summaries, summarise } from './summary.ts'
import { SummaryIndex } from './summaryIndex.ts'
import type { Writers } from './writers.ts'

export interface ScopesOptions {
  readonly fs: FileSystem
  readonly dir: string
  readonly home: string
  readonly libraryId: string
  readonly now: () => number
  /** Whether left-overs are swept and broken files of our own mended. */
  readonly repair: boolean
  /** `<home>/quarantine/<libraryId>` */
  readonly quarantine: string
  readonly backups: Backups
  readonly clock: HybridClock
  readonly problems: Problems
  readonly wait?: (ms: number) => Promise<unknown>
  readonly signer?: Signer | undefined
  writers(): Writers | undefined
  /** Told what is in view of a place that people read, so that its signatures are learned from. */
  learn(versions: Iterable<Version>): void
  emit(event: LibraryEvent): void
}

/** What of the library is in memory: the catalog, the lessons whose conversation was asked for, and summaries of others. */
export class Scopes {
  readonly catalog: Scope
  readonly #options: ScopesOptions
  readonly #inMemory = new Map<ScopeKey, Promise<Scope>>()
  readonly #ahead = new Map<ScopeKey, Ahead>()
  readonly #summaries: Summaries
  readonly #index: SummaryIndex

  constructor(options: ScopesOptions) {
    this.#options = options
    this.catalog = this.#make('catalog')
    const { fs, home, libraryId, now } = options
    this.#index = new SummaryIndex(fs, join(home, 'summaries', libraryId), now)
    this.#summaries = new Summaries(
      lessonId => this.#make(lessonId, false),
      (scope, listed) => this.#readOnce(scope, listed),
      options.repair ? this.#index : undefined,
    )
  }

  /** Reads the catalog. Called once. @throws DebriefError library.unreadable */
  async open(): Promise<void> {
    const loading = this.#load(this.catalog)
    this.#inMemory.set('catalog', loading)
    await loading
  }

  /** Reads the scope at its first use. @throws DebriefError library.unreadable, input.invalid */
  get(key: ScopeKey): Promise<Scope> {
    const known = this.#inMemory.get(key)
    if (known) return known
    if (key !== 'catalog') this.#summaries.forget(key)
    const loading = this.#load(this.#make(key))
    this.#inMemory.set(key, loading)
    // A lesson that could not be read is tried again next time; the caller hears of the failure.
    loading.catch(() => this.#inMemory.delete(key))
    return loading
  }

  /** The scope as a save needs it: after the wall clock was set back by days, what was stamped before is from the future. */
  async forSave(key: ScopeKey): Promise<Scope> {
    const scope = await this.get(key)
    const ahead = scope.latest !== undefined && isFromTheFuture(scope.latest, this.#options.now())
    if (ahead) this.merge(scope)
    return scope
  }

  /** Waits until what was read is kept for the next time. */
  flush(): Promise<void> {
    return this.#index.flush()
  }

  async summary(lessonId: LessonId): Promise<LessonSummary> {
    const loaded = this.#inMemory.get(lessonId)
    return loaded ? summarise(await loaded) : await this.#summaries.get(lessonId)
  }

  /** What a lesson's scope holds now; where it is not in memory, it is read, watched for changes, and let go again. */
  async glance<T>(lessonId: LessonId, look: (scope: Scope) => T): Promise<T> {
    const loaded = this.#inMemory.get(lessonId)
    return loaded ? look(await loaded) : await this.#summaries.glance(lessonId, look)
  }

  /** Rereads what changed of all that is in memory. */
  async lookAtAll(): Promise<void> {
    if (!(await this.#look(new Set(this.#inMemory.keys())))) return
    for (const lessonId of await this.#summaries.forgetChanged()) {
      this.#options.emit({ type: 'lesson.changed', lessonId })
    }
  }

  /** Rereads what changed in these scopes; of those not in memory, only tells that something changed. */
  async lookAt(keys: ReadonlySet<ScopeKey>): Promise<void> {
    await this.#look(keys)
  }

  /** Shows what the files of the scope say now, and tells of it where it differs from before. */
  merge(scope: Scope): void {
    const types = this.#mergeQuietly(scope)
    if (types.size > 0) this.#options.emit(changeOf(scope.key, types))
  }

  /** @returns false where the library folder is not there; what was read stays in sight until it is back */
  async #look(keys: ReadonlySet<ScopeKey>): Promise<boolean> {
    const { fs, dir, problems, emit } = this.#options
    const there = await isThere(fs, dir)
    problems.report('folder', there ? [] : [libraryGone(dir)])
    if (!there) return false
    for (const key of keys) {
      const loading = this.#inMemory.get(key)
      if (loading) await this.#lookAgain(key, loading)
      else if (key !== 'catalog') {
        this.#summaries.forget(key)
        emit({ type: 'lesson.changed', lessonId: key })
      }
    }
    return true
  }

  /** What cannot be read now stays as it was last seen. */
  async #lookAgain(key: ScopeKey, loading: Promise<Scope>): Promise<void> {
    const { problems } = this.#options
    const source = `look ${key}`
    try {
      const scope = await loading
      await scope.refresh()
      this.merge(scope)
      problems.report(source, [])
    } catch (error) {
      if (!(error instanceof DebriefError)) throw error
      problems.report(source, [{ kind: 'unreadable', file: key, message: error.message }])
    }
  }

  async #load(scope: Scope): Promise<Scope> {
    await scope.refresh()
    this.#mergeQuietly(scope)
    return scope
  }

  /** Reads a scope that is not kept. */
  async #readOnce(scope: Scope, listed: ScopeListing): Promise<void> {
    await scope.refresh(listed)
    scope.merge(this.#options.now())
    this.#options.problems.report(scope.key, scope.problems())
  }

  #mergeQuietly(scope: Scope): ReadonlySet<string> {
    const { now, clock, problems } = this.#options
    const changed = scope.merge(now())
    if (scope.latest !== undefined) clock.observe(scope.latest)
    if (changed.size > 0) this.#options.learn(scope.versions())
    problems.report(scope.key, scope.problems())
    this.#compareClocks(scope)
    return changed
  }

  #compareClocks(scope: Scope): void {
    const { now, problems, writers } = this.#options
    const nowMs = now()
    const ours = (writer: string) => writers()?.owns(writer) === true || writers()?.wasOurs(writer) === true
    const ahead = aheadOf(scope.stored(), nowMs, ours)
    if (ahead) this.#ahead.set(scope.key, ahead)
    else this.#ahead.delete(scope.key)
    const nameOf = (person: string) => this.catalog.find('person', person)?.record.name
    problems.report('clock', clockProblem(this.#ahead.values(), nowMs, nameOf))
  }

  /** @param compared whether our own files are compared with what we saved last; not for a mere summary */
  #make(key: ScopeKey, compared = true): Scope {
    const { dir, home, libraryId } = this.#options
    const places = placesOf(key, dir, home, libraryId)
    const folder = (place: typeof places.shared, privately: boolean) => {
      const { fs, now, repair, quarantine, backups, wait, signer, problems, writers } = this.#options
      return new RecordFolder({
        fs,
        ...place,
        private: privately,
        // The private folder is this installation's alone, whatever became of its list of writers.
        owns: writer => privately || writers()?.owns(writer) === true,
        now,
        repair,
        signer: privately ? undefined : signer,
        ...(!privately && { writers }),
        ...(compared && {
          lastSaved: (writer, bytes) => lastSaved(backups, place.place, { writer, bytes, repair }),
          savedBefore: async asked =>
            (await isThere(fs, dir)) ? await savedBefore(backups, place.place, asked) : [],
          cloned: (label, certain) => problems.report('cloned', [clonedWriter(label, certain)]),
        }),
        ...(wait ? { wait } : {}),
        rescue: broken => rescueOwnFile({ fs, quarantine, backups }, broken),
        saving: (writer, bytes) => backups.mark(place.place, writer, bytes),
        saved: (writer, bytes) => backups.keep(place.place, writer, bytes),
      })
    }
    return new Scope(key, folder(places.shared, false), places.private && folder(places.private, true))
  }
}

function changeOf(key: ScopeKey, types: ReadonlySet<string>): LibraryEvent {
  return key === 'catalog'
    ? { type: 'catalog.changed' }
    : { type: 'lesson.changed', lessonId: key, types: [...types] }
}
