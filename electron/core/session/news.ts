import { createHash } from 'node:crypto'
import type { RecordingView } from '../../contract/api/lessons.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { DoorEvent } from '../../contract/session/door.ts'
import { catalogOf, sharedRecords } from '../library/lessonCatalog.ts'
import type { Library } from '../library/library.types.ts'

export interface NewsParts {
  library(): Library
  recordingView(recording: Recording): Promise<RecordingView>
  /** Whether neither the recording nor a copy may leave this machine as it is. */
  isMasked(recording: Recording): Promise<boolean>
}

/** All that guests may know of a lesson, as it is now. */
export interface LessonNews {
  /** Writers' files by the SHA-256 of their bytes. */
  readonly files: ReadonlyMap<string, string>
  readonly catalog: string
  /** Without the names of this machine's folders; withheld ones are missing. */
  readonly recordings: readonly RecordingView[]
  readonly withheld: readonly string[]
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** Gathers a lesson for guests: shared words only, nothing private, nothing of other lessons. */
export async function gatherNews(parts: NewsParts, host: PersonId, lessonId: LessonId): Promise<LessonNews> {
  const library = parts.library()
  const records = sharedRecords(await library.conversation(lessonId))
  const { catalog, recordings } = catalogOf(library, lessonId, records)
  const carried = await library.carried(host, lessonId, catalog)
  const withheld: string[] = []
  const views = recordings.map(async (recording): Promise<RecordingView> => {
    const masked = await parts.isMasked(recording)
    if (masked) withheld.push(recording.fileName)
    const view = await parts.recordingView(recording)
    const shown = { ...view, file: recording.fileName }
    return masked ? { ...shown, missing: true, source: null, hasPoster: false } : shown
  })
  return {
    files: new Map(
      carried.conversation.map(bytes => [sha256(bytes), Buffer.from(bytes).toString('utf8')] as const),
    ),
    catalog: Buffer.from(carried.catalog).toString('utf8'),
    recordings: await Promise.all(views),
    withheld,
  }
}

/** What of the news a guest has not heard. */
export function freshOf(
  { files, catalog, recordings }: LessonNews,
  known: Set<string>,
  told: { readonly catalog: string; readonly recordings: string; readonly handed: ReadonlySet<string> },
): { fresh: Extract<DoorEvent, { type: 'news' }> | undefined; catalog: string; recordings: string } {
  const unknown = [...files].filter(([hash]) => !known.has(hash) && !told.handed.has(hash))
  for (const [hash] of unknown) known.add(hash)
  const views = JSON.stringify(recordings)
  const isNews = unknown.length > 0 || catalog !== told.catalog || views !== told.recordings
  const fresh = {
    type: 'news' as const,
    files: unknown.map(([, file]) => file),
    ...(catalog !== told.catalog && { catalog }),
    recordings: [...recordings],
  }
  return { fresh: isNews ? fresh : undefined, catalog, recordings: views }
}
