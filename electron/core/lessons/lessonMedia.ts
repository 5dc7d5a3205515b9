import { join } from 'node:path'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { Jobs } from '../jobs/jobs.types.ts'
import type { Library } from '../library/library.types.ts'
import { mediaCache } from '../media/cache.ts'
import { createCacheStore } from '../media/cacheStore.ts'
import { otherTrack } from '../media/heard.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { createPosters } from './posters.ts'
import { createProxies } from './proxies.ts'
import { createRecordings, fileOrThrow, locateHere } from './recordings.ts'
import { createTrackLists } from './trackLists.ts'

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
  /** Most that the cache may take. */
  cacheLimitBytes(): number
  /** Recordings that others work on or look at. */
  inUse(): readonly RecordingId[]
  /** Writes an unforeseen failure to the log. */
  logFailure(error: unknown): void
}

/** Recordings as they are on this machine, with their posters and playable copies. */
export function createLessonMedia(parts: LessonMediaParts) {
  const { jobs, tools, changed } = parts
  const ending = new AbortController()
  const cache = mediaCache(parts.home)
  const identityOf = (id: string): string | undefined => parts.library().find('recording', id)?.identity.hash
  const store = createCacheStore({
    dir: cache.dir,
    limitBytes: parts.cacheLimitBytes,
    nowMs: Date.now,
    inUse: () => {
      const busy = jobs.list().flatMap(({ state, subject }) => {
        const runs = state === 'running' || state === 'queued'
        return runs && subject?.recordingId ? [subject.recordingId] : []
      })
      const hashes = [...busy, ...parts.inUse()].map(identityOf).filter(hash => hash !== undefined)
      return new Set([...hashes, ...proxies.inUse()])
    },
  })
  jobs.subscribe(event => {
    const made = event.type === 'job.changed' && event.job.state === 'done' && event.job.kind !== 'export'
    if (made) store.trim().catch(parts.logFailure)
  })
  const places = { ...parts, cacheFolderOf: ({ identity }: Recording) => cache.folderOf(identity) }
  const fileOf = (recording: Recording) => fileOrThrow(recording, places)
  const posters = createPosters({
    cache,
    tools,
    signal: ending.signal,
    fileOf: async recording => {
      const { file, missing } = await locateHere(recording, places)
      return missing ? undefined : file
    },
  })
  /** A playable copy that came in a package; kept apart from the cache, because it may be all there is. */
  const receivedCopy = (recording: Recording) => {
    const track = otherTrack(recording)
    const sound = track === undefined ? '' : `-sound${track}`
    return join(parts.home, 'received', `${recording.identity.hash}${sound}.mp4`)
  }
  const proxies = createProxies({
    cache,
    jobs,
    tools,
    fileOrThrow: fileOf,
    receivedCopy,
    changed,
    logFailure: parts.logFailure,
  })
  return {
    recordings: createRecordings({
      ...places,
      posters,
      proxies,
      trackLists: createTrackLists({ tools, fileOf, changed, logFailure: parts.logFailure }),
      touched: ({ identity }) => store.touch(identity.hash),
    }),
    posters,
    cache: store,
    /** Where a recording is on this machine. @throws DebriefError media.missing */
    fileOf,
    receivedCopy,
    /** Where the recording is on this machine, or another of the same identity. */
    fileHere: async (recording: Recording): Promise<string | undefined> => {
      const { sizeBytes, hash } = recording.identity
      const known = parts.library().find('recording', recording.id) ?? recording
      const twins = parts
        .library()
        .all('recording')
        .filter(({ identity }) => identity.hash === hash && identity.sizeBytes === sizeBytes)
      for (const each of [known, ...twins]) {
        const { file, missing } = await locateHere(each, places)
        if (!missing) return file
      }
      return undefined
    },
    /** Removes what a crash left in the cache. */
    sweep: cache.sweep,
    /** Stops posters that are being made, and playable copies that are watched. */
    close: (): Promise<void> => {
      ending.abort()
      return proxies.close()
    },
  }
}
