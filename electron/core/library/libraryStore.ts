import { basename } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import type { AnyRecord, WriterId } from '../../contract/records/envelope.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { RecordOf } from '../../contract/records/registry.ts'
import { Backups } from './backups.ts'
import { HybridClock, isFromTheFuture } from './clock.ts'
import { commitEdits } from './commitEdits.ts'
import { errorName, type FileSystem } from './fileSystem.ts'
import type {
  CatalogType,
  Change,
  Conversation,
  LessonSummary,
  Library,
  LibraryEvent,
  LibraryProblem,
} from './library.types.ts'
import { isThere } from './libraryHeader.ts'
import { placesOf } from './libraryPlaces.ts'
import { Problems } from './problems.ts'
import { RecordFolder } from './recordFolder.ts'
import { rescueOwnFile, setAside } from './rescue.ts'
import { SaveQueue } from './saveQueue.ts'
import { Scope, type ScopeKey } from './scope.ts'
import { type FileEdit, Stage } from './stage.ts'
import {
  damagedWriters,
  libraryGone,
  libraryGoneError,
  newerLibrary,
  newerLibraryError,
  noBackup,
  readOnlyError,
  readOnlyLibrary,
} from './storeMessages.ts'
import { Summaries, summarise } from './summary.ts'
import { openWriters, type Writers } from './writers.ts'

export interface StoreOptions {
  readonly fs: FileSystem
  readonly dir: string
  readonly home: string
  readonly libraryId: string
  /** The library's version where it is greater than ours. */
  readonly newer: number | undefined
  readonly now: () => number
  readonly repair: boolean
  readonly watch: boolean | 'poll'
  readonly backups: string
  readonly quarantine: string
  readonly wait?: (ms: number) => Promise<unknown>
}

const readOnlyNames: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM'])

/** An open library; made by `openLibrary`. */
export class LibraryStore implements Library {
  readonly #options: StoreOptions
  readonly #clock: HybridClock
  readonly #problems: Problems
  readonly #backups: Backups
  readonly #queue: SaveQueue
  readonly #scopes = new Map<ScopeKey, Promise<Scope>>()
  readonly #listeners = new Set<(event: LibraryEvent) => void>()
  readonly #catalog: Scope
  readonly #summaries = new Summaries(
    lessonId => this.#makeScope(lessonId),
    scope => this.#readOnce(scope),
  )
  #writers: Writers | undefined
  #current: LessonId | undefined
  #stopWatching: () => Promise<void> = async () => undefined
  #refusesSharedWrites = false

  constructor(options: StoreOptions) {
    this.#options = options
    this.#clock = new HybridClock(options.now)
    this.#problems = new Problems(() => this.#emit({ type: 'problems.changed' }))
    this.#backups = new Backups({
      fs: options.fs,
      folder: options.backups,
      now: options.now,
      failed: error => this.#problems.report('backups', error === undefined ? [] : [noBackup(error)]),
    })
    this.#queue = new SaveQueue({
      stage: (author, scopes) => this.#stage(author, scopes),
      commit: (author, edits) => this.#commit(author, edits),
    })
    this.#catalog = this.#makeScope('catalog')
  }

  get id(): string {
    return this.#options.libraryId
  }

  get dir(): string {
    return this.#options.dir
  }

  get readOnly(): boolean {
    return this.#refusesSharedWrites || this.#options.newer !== undefined
  }

  /** Reads the catalog. Called once, by `openLibrary`. */
  async open(): Promise<void> {
    const { fs, home, dir, libraryId, newer, watch, quarantine, now } = this.#options
    this.#writers = await openWriters(fs, home, libraryId, async path => {
      const copy = await setAside(fs, quarantine, path, now())
      this.#problems.report(path, [damagedWriters(basename(path), copy)])
    })
    if (newer !== undefined) this.#problems.report('library', [newerLibrary(newer)])
    else {
      try {
        await fs.mayWrite(dir)
      } catch (error) {
        const name = errorName(error)
        if (name === undefined) throw error
        // Any other refusal is for the save itself to meet and to tell.
        this.#refusesSharedWrites = readOnlyNames.has(name)
        if (this.#refusesSharedWrites) this.#problems.report('library', [readOnlyLibrary(dir, name)])
      }
    }
    this.#scopes.set('catalog', this.#load(this.#catalog))
    await this.#scope('catalog')
    if (watch !== false) {
      // Read only where it is used: the command line starts without it.
      const { watchLibrary } = await import('./watch.ts')
      this.#stopWatching = watchLibrary({
        dir,
        mode: watch === 'poll' ? 'poll' : 'events',
        changed: scopes => this.#look(scopes),
        lookAtAll: () => this.refresh(),
        lookAtCurrent: () => this.#look(new Set(this.#current ? ['catalog', this.#current] : ['catalog'])),
        failed: error => process.emitWarning(error instanceof Error ? error : String(error)),
      })
    }
  }

  problems(): readonly LibraryProblem[] {
    return this.#problems.all()
  }

  all<T extends CatalogType>(type: T): ReadonlyArray<RecordOf<T>> {
    return this.#catalog.all(type).map(held => held.record)
  }

  find<T extends CatalogType>(type: T, id: string): RecordOf<T> | undefined {
    return this.#catalog.find(type, id)?.record
  }

  async conversation(lessonId: LessonId): Promise<Conversation> {
    this.#current = lessonId
    const scope = await this.#scope(lessonId)
    return { comments: scope.all('comment'), replys: scope.all('reply'), tags: scope.all('tag') }
  }

  async summary(lessonId: LessonId): Promise<LessonSummary> {
    const loaded = this.#scopes.get(lessonId)
    return loaded ? summarise(await loaded) : await this.#summaries.get(lessonId)
  }

  async write(author: PersonId, changes: readonly Change[]): Promise<readonly AnyRecord[]> {
    if (this.#options.newer !== undefined) throw newerLibraryError(this.#options.dir)
    return await this.#queue.add(author, changes)
  }

  subscribe(listener: (event: LibraryEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async refresh(): Promise<void> {
    await this.#look(new Set(this.#scopes.keys()))
    for (const lessonId of await this.#summaries.forgetChanged()) {
      this.#emit({ type: 'lesson.changed', lessonId })
    }
  }

  async close(): Promise<void> {
    await this.#stopWatching()
    await this.#queue.idle()
    await this.#backups.flush()
    this.#listeners.clear()
  }

  /** Rereads the scopes that are in memory; of the others, people are told that something changed. */
  async #look(keys: ReadonlySet<ScopeKey>): Promise<void> {
    const { fs, dir } = this.#options
    const there = await isThere(fs, dir)
    this.#problems.report('folder', there ? [] : [libraryGone(dir)])
    // What was read stays in sight until the drive is back.
    if (!there) return
    for (const key of keys) {
      const loading = this.#scopes.get(key)
      if (loading) await this.#lookAgain(key, loading)
      else if (key !== 'catalog') {
        this.#summaries.forget(key)
        this.#emit({ type: 'lesson.changed', lessonId: key })
      }
    }
  }

  /** What cannot be read now stays as it was last seen. */
  async #lookAgain(key: ScopeKey, loading: Promise<Scope>): Promise<void> {
    const source = `look ${key}`
    try {
      const scope = await loading
      await scope.refresh()
      this.#merge(scope)
      this.#problems.report(source, [])
    } catch (error) {
      if (!(error instanceof DebriefError)) throw error
      this.#problems.report(source, [{ kind: 'unreadable', file: key, message: error.message }])
    }
  }

  #scope(key: ScopeKey): Promise<Scope> {
    const known = this.#scopes.get(key)
    if (known) return known
    if (key !== 'catalog') this.#summaries.forget(key)
    const loading = this.#load(this.#makeScope(key))
    this.#scopes.set(key, loading)
    // A lesson that could not be read is tried again next time; the caller hears of the failure.
    loading.catch(() => this.#scopes.delete(key))
    return loading
  }

  async #load(scope: Scope): Promise<Scope> {
    await scope.refresh()
    this.#merge(scope)
    return scope
  }

  /** Reads a scope that is not kept. */
  async #readOnce(scope: Scope): Promise<void> {
    await scope.refresh()
    scope.merge(this.#options.now())
    this.#problems.report(scope.key, scope.problems())
  }

  #makeScope(key: ScopeKey): Scope {
    const { dir, home, libraryId } = this.#options
    const places = placesOf(key, dir, home, libraryId)
    const folder = (place: typeof places.shared, privately: boolean) => {
      const { fs, now, repair, quarantine, wait } = this.#options
      return new RecordFolder({
        fs,
        ...place,
        private: privately,
        // The private folder is this installation's alone, whatever became of its list of writers.
        owns: writer => privately || (this.#writers?.owns(writer) ?? false),
        now,
        repair: repair && this.#options.newer === undefined,
        ...(wait ? { wait } : {}),
        rescue: broken => rescueOwnFile({ fs, quarantine, backups: this.#backups }, broken),
        saved: (writer, bytes) => this.#backups.keep(place.place, writer, bytes),
      })
    }
    return new Scope(key, folder(places.shared, false), places.private && folder(places.private, true))
  }

  #merge(scope: Scope): void {
    const changed = scope.merge(this.#options.now())
    if (scope.latest !== undefined) this.#clock.observe(scope.latest)
    this.#problems.report(scope.key, scope.problems())
    if (changed) this.#emit(changeOf(scope.key))
  }

  /** After the wall clock was set back by more than a day, what it stamped before is from the future. */
  #mergeIfAhead(scope: Scope): void {
    if (scope.latest !== undefined && isFromTheFuture(scope.latest, this.#options.now())) this.#merge(scope)
  }

  async #stage(author: PersonId, keys: ReadonlySet<ScopeKey>): Promise<Stage> {
    const writer = await this.#writer(author)
    const scopes = new Map<ScopeKey, Scope>()
    for (const key of keys) {
      const scope = await this.#scope(key)
      this.#mergeIfAhead(scope)
      scopes.set(key, scope)
    }
    return new Stage({
      author,
      nowMs: this.#options.now(),
      nextRev: () => this.#clock.next(writer),
      lookup: (key, id) => scopes.get(key)?.get(id),
    })
  }

  async #writer(author: PersonId): Promise<WriterId> {
    if (!this.#writers) throw new Error('the library is not open yet')
    return await this.#writers.of(author)
  }

  async #commit(author: PersonId, edits: readonly FileEdit[]): Promise<void> {
    const { fs, dir } = this.#options
    if (edits.some(edit => !edit.private)) {
      if (this.#refusesSharedWrites) throw readOnlyError(dir)
      // Making the folders anew would save on the wrong disk, where the drive was.
      if (!(await isThere(fs, dir))) throw libraryGoneError(dir)
    }
    const writer = await this.#writer(author)
    await commitEdits(edits, {
      writer,
      scope: key => this.#scope(key),
      touched: scope => this.#merge(scope),
    })
  }

  #emit(event: LibraryEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event)
      } catch (error) {
        // What a listener makes of a change must not make a save look failed.
        process.emitWarning(error instanceof Error ? error : String(error))
      }
    }
  }
}

function changeOf(key: ScopeKey): LibraryEvent {
  return key === 'catalog' ? { type: 'catalog.changed' } : { type: 'lesson.changed', lessonId: key }
}
