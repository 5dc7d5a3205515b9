import { basename } from 'node:path'
import type { Doubt } from '../../contract/api/comments.ts'
import type { AnyRecord, WriterId } from '../../contract/records/envelope.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { KnownRecord, RecordOf } from '../../contract/records/registry.ts'
import { Backups } from './backups.ts'
import * as carry from './carry.ts'
import type { Brought, Carried, Compared } from './carry.types.ts'
import { HybridClock } from './clock.ts'
import { commitEdits } from './commitEdits.ts'
import { conversationOf } from './conversation.ts'
import type { FileSystem } from './fileSystem.ts'
import type {
  CatalogType,
  Change,
  Conversation,
  LessonSummary,
  Library,
  LibraryEvent,
  LibraryProblem,
  PersonKeys,
} from './library.types.ts'
import { isThere } from './libraryHeader.ts'
import { placesOf } from './libraryPlaces.ts'
import { Problems } from './problems.ts'
import { refusalOf } from './refusal.ts'
import { setAside } from './rescue.ts'
import { SaveQueue } from './saveQueue.ts'
import type { Scope, ScopeKey } from './scope.ts'
import { Scopes } from './scopes.ts'
import type { Signer } from './signing.ts'
import { type FileEdit, Stage } from './stage.ts'
import { storedFrom } from './storedRecord.ts'
import {
  damagedWriters,
  goneError,
  libraryGoneError,
  newerLibraryError,
  noBackup,
  readOnlyError,
} from './storeMessages.ts'
import { keysOfPeople, openStoreTrust } from './storeTrust.ts'
import type { Signed, Trust } from './trust.ts'
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
  /** Opened for looking only. */
  readonly lookOnly: boolean
  readonly watch: boolean | 'poll'
  readonly backups: string
  readonly quarantine: string
  /** Signs what is shared; without one nothing is signed, and nothing doubted. */
  readonly signer?: Signer
  readonly wait?: (ms: number) => Promise<unknown>
}

/** An open library; made by `openLibrary`. */
export class LibraryStore implements Library {
  readonly #options: StoreOptions
  readonly #clock: HybridClock
  readonly #problems: Problems
  readonly #backups: Backups
  readonly #queue: SaveQueue
  readonly #scopes: Scopes
  readonly #listeners = new Set<(event: LibraryEvent) => void>()
  #writers: Writers | undefined
  #trust: Trust | undefined
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
    this.#scopes = new Scopes({
      ...options,
      repair: options.repair && !options.lookOnly && options.newer === undefined,
      backups: this.#backups,
      clock: this.#clock,
      problems: this.#problems,
      writers: () => this.#writers,
      learn: versions => this.#trust?.learn(versions),
      emit: event => this.#emit(event),
    })
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
    this.#trust = await openStoreTrust(this.#options, this.#writers, this.#problems)
    const refusal = await refusalOf(this.#options)
    this.#refusesSharedWrites = refusal !== undefined && newer === undefined
    if (refusal) this.#problems.report('library', [refusal])
    await this.#scopes.open()
    if (watch !== false) {
      // Read only where it is used: the command line starts without it.
      const { watchLibrary } = await import('./watch.ts')
      this.#stopWatching = watchLibrary({
        dir,
        mode: watch === 'poll' ? 'poll' : 'events',
        changed: scopes => this.#scopes.lookAt(scopes),
        lookAtAll: () => this.refresh(),
        lookAtCurrent: () =>
          this.#scopes.lookAt(new Set(this.#current ? ['catalog', this.#current] : ['catalog'])),
        failed: error => process.emitWarning(error instanceof Error ? error : String(error)),
      })
    }
  }

  problems(): readonly LibraryProblem[] {
    return this.#problems.all()
  }

  all<T extends CatalogType>(type: T): ReadonlyArray<RecordOf<T>> {
    return this.#scopes.catalog.all(type).map(held => held.record)
  }

  find<T extends CatalogType>(type: T, id: string): RecordOf<T> | undefined {
    return this.#scopes.catalog.find(type, id)?.record
  }

  async conversation(lessonId: LessonId): Promise<Conversation> {
    this.#current = lessonId
    return this.#conversationOf(await this.#scopes.get(lessonId))
  }

  #conversationOf(scope: Scope): Conversation {
    return conversationOf(scope, version => this.#trust?.doubtOf(version))
  }

  async recognise(lessonId: LessonId, id: string): Promise<void> {
    const version = (await this.#scopes.get(lessonId)).get(id)
    if (!version) throw goneError(id)
    const { stored, seal } = version
    if (!seal || this.#trust?.doubtOf(version) !== 'unknownKey') return
    await this.#trust.accept(stored.record.by, seal.key)
    this.#emit({ type: 'lesson.changed', lessonId })
  }

  async carried(author: PersonId, lessonId: LessonId, catalog: readonly KnownRecord[]): Promise<Carried> {
    const scope = await this.#scopes.get(lessonId)
    await scope.refresh()
    this.#scopes.merge(scope)
    const { signer } = this.#options
    const stored = catalog.flatMap(record => storedFrom(record) ?? [])
    return {
      conversation: carry.filesToCarry(scope, {
        owns: writer => this.#writers?.owns(writer) ?? false,
        signer,
      }),
      catalog: carry.catalogToCarry(stored, await this.#writer(author), signer),
    }
  }

  get keys(): PersonKeys {
    return keysOfPeople(this.#trust)
  }

  ownWriter = (author: PersonId): Promise<WriterId> => this.#writer(author)

  ownFile = async (author: PersonId, lessonId: LessonId): Promise<Uint8Array | undefined> =>
    carry.ownFileToCarry(await this.#scopes.get(lessonId), await this.#writer(author), this.#options.signer)

  countDoubted = (brought: Brought): Promise<number> =>
    carry.countDoubted(brought, key => this.#scopes.get(key), this.#doubtOfBrought)

  compare = (brought: Brought): Promise<Compared> =>
    carry.compareBrought(brought, key => this.#scopes.get(key), this.#doubtOfBrought)

  #doubtOfBrought = (each: Signed): Doubt | undefined =>
    this.#trust?.knows(each.stored.record.by) ? this.#trust.doubtOf(each) : undefined

  async takeIn(author: PersonId, brought: Brought): Promise<Compared> {
    const { fs, dir, home, newer } = this.#options
    if (newer !== undefined) throw newerLibraryError(dir)
    if (this.#refusesSharedWrites) throw readOnlyError(dir)
    if (!(await isThere(fs, dir))) throw libraryGoneError(dir)
    return await carry.takeInBrought(brought, {
      fs,
      folder: placesOf(brought.lessonId, dir, home, this.id).shared.folder,
      writer: await this.#writer(author),
      scope: key => this.#scopes.get(key),
      touched: scope => this.#scopes.merge(scope),
    })
  }

  async glance(lessonId: LessonId): Promise<Conversation> {
    return await this.#scopes.glance(lessonId, scope => this.#conversationOf(scope))
  }

  async summary(lessonId: LessonId): Promise<LessonSummary> {
    return await this.#scopes.summary(lessonId)
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
    await this.#scopes.lookAtAll()
  }

  async close(): Promise<void> {
    await this.#stopWatching()
    await this.#queue.idle()
    await this.#backups.flush()
    await this.#scopes.flush()
    await this.#trust?.flush()
    this.#listeners.clear()
  }

  async #stage(author: PersonId, keys: ReadonlySet<ScopeKey>): Promise<Stage> {
    const writer = await this.#writer(author)
    const scopes = new Map<ScopeKey, Scope>()
    for (const key of keys) scopes.set(key, await this.#scopes.forSave(key))
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
      scope: key => this.#scopes.get(key),
      touched: scope => this.#scopes.merge(scope),
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
