import type { LessonId } from '../../contract/records/lesson.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { Jobs } from '../jobs/jobs.types.ts'
import type { Library } from '../library/library.types.ts'
import { mediaCache } from '../media/cache.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { createPosters } from './posters.ts'
import { createProxies } from './proxies.ts'
import { createRecordings, fileOrThrow, locateHere } from './recordings.ts'

export interface LessonMediaParts {
  /** Everything local of this installation; posters and playable copies lie in its cache. */
  readonly home: string
  library(): Library
  readonly jobs: Jobs
  tools(): Promise<MediaTools>
  /** Where recordings are on this machine, by id, other than where their records say. */
  overrides(): ReadonlyMap<string, string>
  /** Remembers where a recording is on this machine. */
  remember(id: RecordingId, file: string): Promise<void>
  /** Told when a recording can be played in another way than before. */
  changed(lessonId: LessonId): void
  /** Writes an unforeseen failure to the log. */
  logFailure(error: unknown): void
}

/** Recordings as they are on this machine, with their posters and playable copies. */
export function createLessonMedia(parts: LessonMediaParts) {
  const { jobs, tools, changed } = parts
  const ending = new AbortController()
  const cache = mediaCache(parts.home)
  const fileOf = (recording: Recording) => fileOrThrow(recording, parts)
  const posters = createPosters({
    cache,
    tools,
    signal: ending.signal,
    fileOf: async recording => {
      const { file, missing } = await locateHere(recording, parts)
      return missing ? undefined : file
    },
  })
  const proxies = createProxies({
    cache,
    jobs,
    tools,
    fileOrThrow: fileOf,
    changed,
    logFailure: parts.logFailure,
  })
  return {
    recordings: createRecordings({ ...parts, posters, proxies }),
    posters,
    /** Where a recording is on this machine. @throws DebriefError media.missing */
    fileOf,
    /** Removes what a crash left in the cache. */
    sweep: cache.sweep,
    /** Stops posters that are being made, and playable copies that are watched. */
    close: (): Promise<void> => {
      ending.abort()
      return proxies.close()
    },
  }
}
