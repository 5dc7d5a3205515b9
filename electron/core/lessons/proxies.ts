import { access } from 'node:fs/promises'
import type { JobView } from '../../contract/api/jobs.ts'
import type { RecordingView } from '../../contract/api/lessons.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { Jobs } from '../jobs/jobs.types.ts'
import type { MediaCache } from '../media/cache.ts'
import { makeProxy } from '../media/proxy.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'

export interface ProxyParts {
  readonly cache: MediaCache
  readonly jobs: Jobs
  tools(): Promise<MediaTools>
  /** Where the file is on this machine. @throws DebriefError media.missing */
  fileOrThrow(recording: Recording): Promise<string>
  /** Told when a recording can be played in another way than before. */
  changed(lessonId: LessonId): void
}

/** What the page may read of a proxy: the whole file, or the beginning of one that grows. */
export interface ProxyFile {
  readonly path: string
  readonly isGrowing?: () => boolean
}

/** Playable copies of recordings that Chromium cannot play itself. */
export interface Proxies {
  state(recording: Recording): Promise<RecordingView['proxy']>
  /** Starts making it before all others, or finds the job that does. @returns the job's id */
  make(recording: Recording): Promise<string>
  file(recording: Recording): Promise<ProxyFile | undefined>
}

const runs = (job: JobView | undefined): boolean => job?.state === 'queued' || job?.state === 'running'

export function createProxies({ cache, jobs, tools, fileOrThrow, changed }: ProxyParts): Proxies {
  /** The beginning of each proxy that is being made, once it can be played. */
  const growing = new Map<RecordingId, string>()
  let asked = 0

  const latestJob = (id: RecordingId): JobView | undefined =>
    jobs.list().find(job => job.kind === 'proxy' && job.subject?.recordingId === id)
  const isReady = ({ identity }: Recording): Promise<boolean> =>
    access(cache.proxyOf(identity)).then(
      () => true,
      // Not there is one of the answers.
      () => false,
    )

  const start = (recording: Recording, priority: number): JobView => {
    const { id, lessonId, facts, identity, fileName } = recording
    return jobs.start({
      kind: 'proxy',
      title: fileName,
      subject: { recordingId: id, lessonId },
      priority,
      run: async ({ signal, report, partFor }) => {
        if (await isReady(recording)) return
        try {
          await makeProxy(await tools(), await fileOrThrow(recording), facts, cache.proxyOf(identity), {
            signal,
            partFor,
            onProgress: progress => report({ progress }),
            onPlayable: part => {
              growing.set(id, part)
              changed(lessonId)
            },
          })
        } finally {
          growing.delete(id)
          changed(lessonId)
        }
      },
    })
  }

  return {
    state: async recording => {
      if (await isReady(recording)) return 'ready'
      const job = latestJob(recording.id)
      if (runs(job)) return 'making'
      return job?.state === 'failed' ? 'failed' : 'none'
    },
    make: async recording => {
      asked += 1
      const job = latestJob(recording.id)
      if (job && runs(job)) {
        jobs.prioritise(job.id, asked)
        return job.id
      }
      if (!(await isReady(recording))) await fileOrThrow(recording)
      return start(recording, asked).id
    },
    file: async recording => {
      if (await isReady(recording)) return { path: cache.proxyOf(recording.identity) }
      const path = growing.get(recording.id)
      return path === undefined ? undefined : { path, isGrowing: () => growing.get(recording.id) === path }
    },
  }
}
