import { stat } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'
import type { ImportOutcome } from '../../../contract/api/lessons.ts'
import type { LessonDetails, LessonId } from '../../../contract/records/lesson.ts'
import type { PersonId } from '../../../contract/records/person.ts'
import type { MediaIdentity, Recording, RecordingId } from '../../../contract/records/recording.ts'
import type { JobContext } from '../../jobs/jobs.types.ts'
import type { Change, Library } from '../../library/library.types.ts'
import type { Inspected } from '../../media/inspect.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { dayOf, fileTitle } from './fileTitle.ts'

export interface ImportRequest {
  readonly files: readonly string[]
  /** For the lessons that are made; `title` with one file only. */
  readonly details: Partial<LessonDetails>
  /** Adds angles to this lesson instead of making lessons. */
  readonly lessonId?: LessonId | undefined
  readonly copy: boolean
  /** Makes the camera's split files one recording. */
  readonly join?: boolean
}

export interface ImportParts {
  readonly library: Library
  readonly author: PersonId
  tools(): Promise<MediaTools>
  /** Writes an unforeseen failure to the log and gives its reference. */
  readonly logUnforeseen: (error: unknown) => string
  /** Whether a recording that the library has is not to be found on this machine. */
  isMissing(recording: Recording): Promise<boolean>
  /** Remembers where a recording is on this machine. */
  remember(id: RecordingId, file: string): Promise<void>
  /** Told of each recording that came into the library. */
  imported(recording: Recording): void
}

/** What one file needs of the whole import. */
export interface Batch {
  readonly request: ImportRequest
  readonly parts: ImportParts
  readonly tools: MediaTools
  readonly job: JobContext
  /** The files under way in this batch, by identity: the second of two equal ones waits for the first. */
  readonly underWay: Map<string, Promise<ImportOutcome>>
}

export const keyOf = ({ sizeBytes, hash }: MediaIdentity) => `${sizeBytes} ${hash}`

/** The library's recording of that identity, in a lesson that is there. */
export function knownRecording(library: Library, identity: MediaIdentity): Recording | undefined {
  const key = keyOf(identity)
  return library
    .all('recording')
    .find(each => keyOf(each.identity) === key && library.find('lesson', each.lessonId) !== undefined)
}

export function outcomeOf(
  library: Library,
  file: string,
  recording: Recording,
  existing: boolean,
): ImportOutcome {
  const { id, lessonId, facts } = recording
  return {
    file,
    lessonId,
    recordingId: id,
    title: library.find('lesson', lessonId)?.title ?? fileTitle(file),
    durationMs: facts.durationMs,
    width: facts.width,
    height: facts.height,
    playable: facts.playable,
    proxyNeeded: !facts.playable,
    existing,
  }
}

/** Files in the library folder are named from there, so that the folder can be moved as a whole. */
export function pathFrom(library: Library, file: string): string {
  const inside = relative(library.dir, file)
  return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside) ? inside.split(sep).join('/') : file
}

/** The lesson that a recording is the first of. The day is the camera's, else that of the file's last change. */
export async function newLesson(
  id: LessonId,
  file: string,
  { facts }: Inspected,
  details: Partial<LessonDetails>,
): Promise<Change> {
  const date = details.date ?? dayOf(facts.recordedAtMs ?? (await stat(file)).mtimeMs)
  return { put: { id, type: 'lesson', ...details, title: details.title ?? fileTitle(file), date } }
}
