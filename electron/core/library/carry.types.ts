import type { Doubt } from '../../contract/api/comments.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { StoredRecord } from './storedRecord.ts'
import type { WriterFile } from './writerFile.ts'

/** What came from another machine about one lesson. */
export interface Brought {
  readonly lessonId: LessonId
  /** Each writer's file, as its bytes and as it was read from them. */
  readonly files: ReadonlyArray<{
    readonly bytes: Uint8Array
    readonly file: WriterFile
    /** SHA-256 of the bytes in hex, where whoever brought them has counted it. */
    readonly sha256?: string | undefined
  }>
  /** The lesson itself, its recordings, people, rubrics and clips. */
  readonly catalog: readonly StoredRecord[]
}

/** What of a lesson is handed on: each writer's file as its bytes, and one of catalog records. */
export interface Carried {
  readonly conversation: readonly Uint8Array[]
  readonly catalog: Uint8Array
}

export interface ComparedRecord {
  readonly stored: StoredRecord
  readonly state: 'added' | 'updated' | 'unchanged'
  /** Who wrote the version that is here; absent for what is not. */
  readonly hereBy?: string | undefined
  /** Why its author is not sure, for people who are known here. */
  readonly doubt?: Doubt | undefined
}

export interface Compared {
  readonly conversation: readonly ComparedRecord[]
  readonly catalog: readonly ComparedRecord[]
}
