import type { ColumnRole } from '../../contract/api/notes.ts'
import type { CommentKind } from '../../contract/records/comment.ts'

/** What another program's file says about a moment or a stretch, before it becomes a comment. Times in ms of the file's clock. */
export interface ForeignNote {
  readonly atMs: number
  /** Absent for a moment. */
  readonly toMs?: number
  readonly text: string
  /** Who said it, as the file names them. */
  readonly author?: string
  readonly kind?: CommentKind
  /** Criteria as `CODE` or `CODE=LEVEL`. */
  readonly tags?: readonly string[]
  /** Of the file, as an editor counts from 1. */
  readonly line?: number
}

/** Something of the file that was not taken as it stands. */
export interface Skipped {
  readonly line?: number
  readonly reason: string
}

/** What a reader found in a file. */
export interface NotesReading {
  readonly notes: readonly ForeignNote[]
  readonly skipped: readonly Skipped[]
  /** For a table: its columns, and what each was read as. */
  readonly columns?: readonly NotesColumn[]
}

export interface NotesColumn {
  readonly name: string
  readonly readAs: ColumnRole | null
}

/** What a person can say about how a file is to be read. */
export interface ReadOptions {
  /** For a table: which column is what, where the guess is off. */
  readonly columns?: Readonly<Partial<Record<ColumnRole, string>>> | undefined
  /** For a file of several observations: which one. */
  readonly observation?: string | undefined
  /** The names of the lesson's recordings, by which an observation may be found. */
  readonly fileNames?: readonly string[] | undefined
}

/** A file that cannot be taken at all. `message` is a whole sentence: what it is, and what to do. */
export class NotesRefusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NotesRefusal'
  }
}

/** A part of the conversation that a format cannot carry. */
export interface Dropped {
  readonly count: number
  readonly reason: string
}

/** A file as it is to be written. */
export interface WrittenNotes {
  readonly text: string
  readonly dropped: readonly Dropped[]
}
