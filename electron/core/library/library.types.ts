import type { Doubt } from '../../contract/api/comments.ts'
import type { CommentId, CommentKind } from '../../contract/records/comment.ts'
import type { AnyRecord, Draft, Envelope, WriterId } from '../../contract/records/envelope.ts'
import type { FirstPass } from '../../contract/records/firstPass.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { KnownRecord, RecordOf, RecordType } from '../../contract/records/registry.ts'
import type { RubricId } from '../../contract/records/rubric.ts'
import type { Brought, Carried, Compared } from './carry.types.ts'

export type CatalogType =
  | 'person'
  | 'lesson'
  | 'recording'
  | 'rubric'
  | 'criterionVersion'
  | 'clip'
  | 'collection'
  | 'cycle'
  | 'measure'
  | 'measurePoint'
  | 'schoolGoal'
  | 'goalLink'
  | 'consent'
  | 'policy'
export type LessonRecordType = Exclude<RecordType, CatalogType>

/** Something in the library folder that could not be taken as it is; shown to people, never thrown at them. */
export interface LibraryProblem {
  readonly kind:
    | 'unreadable'
    | 'newer'
    | 'fromTheFuture'
    | 'damagedRecord'
    | 'readOnly'
    | 'noBackup'
    | 'cloned'
    /** This machine's clock and another's do not agree. */
    | 'clock'
  /** Path relative to the library folder (or to the private folder). */
  readonly file: string
  /** A whole sentence: what it is, what is safe, what to do. */
  readonly message: string
}

/** A record of a lesson's conversation and whether it is held on this machine only. */
export interface Held<R extends Envelope> {
  readonly record: R
  readonly private: boolean
  /** Why it is not sure that the record is by whom it names; absent where there is nothing to doubt. */
  readonly doubt?: Doubt | undefined
}

/** The merged conversation of one lesson, tombstones left out. Arrays are in no order that means anything. */
export type Conversation = { readonly [T in LessonRecordType as `${T}s`]: ReadonlyArray<Held<RecordOf<T>>> }

/** What a list of lessons shows of one lesson's conversation, private notes of this machine included. */
export interface LessonSummary {
  readonly comments: number
  readonly marks: ReadonlyArray<{
    readonly id: CommentId
    readonly kind: CommentKind
    readonly atMs: number
    readonly toMs?: number
    readonly by: PersonId
    readonly private: boolean
  }>
  readonly tags: ReadonlyArray<{
    readonly rubricId: RubricId
    readonly code: string
    /** Where they rated it. */
    readonly level?: string
    /** On which comment. */
    readonly commentId: CommentId
    /** Who tagged. */
    readonly by?: PersonId
    /** Whose comment. */
    readonly on?: PersonId
  }>
  /** Who looks alone first, and who is ready to reveal. */
  readonly firstPasses?: ReadonlyArray<Pick<FirstPass, 'by' | 'withId' | 'state' | 'rev'>>
}

/** One change in a write. All changes of one `write` call are saved together or not at all, per file. */
export type Change =
  | {
      readonly put: Draft<KnownRecord> /** lesson records only */
      readonly lessonId?: LessonId
      readonly private?: boolean
    }
  | { readonly remove: string; readonly lessonId?: LessonId }
  /** Writes a removed record again as it was before its removal. */
  | { readonly restore: string; readonly lessonId?: LessonId }
  /** Moves a private record (and only that) into the library, where everyone sees it. */
  | { readonly share: string; readonly lessonId: LessonId }

export type LibraryEvent =
  | { readonly type: 'catalog.changed' }
  /** `types` of the records that changed; absent: it may be any. */
  | { readonly type: 'lesson.changed'; readonly lessonId: LessonId; readonly types?: string[] }
  | { readonly type: 'problems.changed' }

/** Whose keys are whose, for what comes from other machines while it comes. */
export interface PersonKeys {
  /**
   * A person of this machine says that the machine which signs with this key is that person's, before it has written anything.
   * @throws DebriefError disk.full, disk.failed
   */
  vouch(person: PersonId, key: string): Promise<void>
  /** Whether someone is known here by other keys than this one. */
  knownByOther(person: PersonId, key: string): boolean
}

/**
 * One open library folder: reads every writer's files, writes only the files of its own writers.
 * A promise of `write` resolves only when the bytes are on the disk (fsync of file and folder done); memory is updated after
 * that, so a failed write leaves what is seen as it was.
 */
export interface Library {
  readonly id: string
  /** Absolute path of the library folder. */
  readonly dir: string
  readonly readOnly: boolean
  problems(): readonly LibraryProblem[]
  /** The merged catalog records of a type, without tombstones. Ids are unique; no order. */
  all<T extends CatalogType>(type: T): ReadonlyArray<RecordOf<T>>
  find<T extends CatalogType>(type: T, id: string): RecordOf<T> | undefined
  /** Reads the lesson's files at first use; then kept up to date by the watch. */
  conversation(lessonId: LessonId): Promise<Conversation>
  /** Reads the lesson's files without keeping them in memory, where nothing else asked for them: for whoever goes through all lessons. */
  glance(lessonId: LessonId): Promise<Conversation>
  /** Counts and marks of a lesson without keeping its whole conversation in memory; cached until a file changes. */
  summary(lessonId: LessonId): Promise<LessonSummary>
  /**
   * Saves changes in the name of `author`, whose writer on this installation is made at first use.
   * @returns the records as they were written (tombstones for `remove`)
   * @throws DebriefError notYours (a lesson record of someone else), notFound, input.invalid, library.readOnly,
   * library.newer, library.unreadable, disk.full, disk.failed
   */
  write(author: PersonId, changes: readonly Change[]): Promise<readonly AnyRecord[]>
  /**
   * A person of this machine says that the machine which wrote this record is its author's; from now on all it writes is theirs.
   * @throws DebriefError notFound, disk.full, disk.failed
   */
  recognise(lessonId: LessonId, recordId: string): Promise<void>
  /**
   * What is to be known of a lesson elsewhere: each writer's file with its signature, and these catalog records in the name of who hands
   * them on. Nothing private.
   */
  carried(author: PersonId, lessonId: LessonId, catalog: readonly KnownRecord[]): Promise<Carried>
  /** Who writes for a person here. @throws DebriefError disk.full, disk.failed */
  ownWriter(author: PersonId): Promise<WriterId>
  /** A person's own file of a lesson as it is handed on; undefined before their first word. Nothing private. */
  ownFile(author: PersonId, lessonId: LessonId): Promise<Uint8Array | undefined>
  readonly keys: PersonKeys
  /** How many records brought from elsewhere would be new here and name someone known who did not sign them. */
  countDoubted(brought: Brought): Promise<number>
  /** What of records brought from elsewhere is new here, changed, or known. */
  compare(brought: Brought): Promise<Compared>
  /**
   * Takes in what was brought from elsewhere: writers' files as they are, catalog records (in the name of who takes them in) where they are
   * newer. Doing it twice changes nothing.
   * @throws DebriefError library.readOnly, library.newer, library.notFound, disk.full, disk.failed
   */
  takeIn(author: PersonId, brought: Brought): Promise<Compared>
  /** Tells of changes by this process and, through the watch, by others. @returns the way to stop */
  subscribe(listener: (event: LibraryEvent) => void): () => void
  /** Rereads what changed on disk now, without waiting for the watch. */
  refresh(): Promise<void>
  close(): Promise<void>
}
