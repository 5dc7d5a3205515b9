import type { CommentView } from '../../../contract/api/comments.ts'
import type { PhaseView } from '../../../contract/api/phases.ts'
import type { Lesson } from '../../../contract/records/lesson.ts'

/** All that a writer may write of a lesson. Private notes are not in it. Times in ms of the lesson clock. */
export interface ToWrite {
  readonly lesson: Pick<Lesson, 'id' | 'title' | 'date' | 'teacher' | 'subject' | 'grade' | 'focus'>
  readonly durationMs: number
  /** Of the first recording's picture; absent where there is none. */
  readonly fps?: number
  /** The recordings' names, without folders. */
  readonly fileNames: readonly string[]
  readonly comments: readonly CommentView[]
  readonly phases: readonly PhaseView[]
}
