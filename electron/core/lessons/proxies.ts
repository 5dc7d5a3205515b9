import { access } from 'node:fs/promises'
import type { JobView } from '../../contract/api/jobs.ts'
import type { RecordingView } from '../../contract/api/lessons.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { Jobs } from '../jobs/jobs.types.ts'
import type { MediaCache } from '../media/cache.ts'
import type { LiveCopy } from '../media/live/liveCopy.ts'
import { finishProxy, type OpenProxy, openProxy } from '../media/proxy.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'

export interface ProxyParts {
  readonly cache: MediaCache
  readonly jobs: Jobs
  tools(): Promise<MediaTools>
  /** Where the file is on this machine. @throws DebriefError media.missing */
  fileOrThrow(recording: Recording): Promise<string>
  /** Where a playable copy lies that came from elsewhere, if one did. */
  receivedCopy(recording: Recording): string
  /** Told when a recording can be played in another way than before. */
  changed(lessonId: LessonId): void
  logFailure(error: unknown): void
}

/** A file that the page may read. */
export interface ProxyFile {
  readonly path: string
}

/** Playable copies of recordings that Chromium cannot play itself. */
export interface Proxies {
  state(recording: Recording): Promise<RecordingView['proxy']>
  /** Starts making it before all others, or finds the job that does. @returns the job's id */
  make(recording: Recording): Promise<string>
  file(recording: Recording): Promise<ProxyFile | undefined>
  /** The copy while it is made, from whichever place someone looks at. @throws DebriefError media.*, tools.* */
  live(recording: Recording): Promise<LiveCopy>
  /** Identities whose copies are open here. */
  inUse(): readonly string[]
  close(): Promise<void>
}

/** The parts of a finished copy stay so long after someone watched them. */
const unwatchedMs = 10 * 60_000

const runs = (job: JobView | undefined): boolean => job?.state === 'queued' || job?.state === 'running'

export function createProxies(parts: ProxyParts): Proxies {
  const { cache, jobs, tools, fileOrThrow, receivedCopy, changed, logFailure } = parts
  /** By identity: two lessons may share a recording. */
  const opened = new Map<string, Promise<OpenProxy>>()
  let asked = 0

  const latestJob = (id: RecordingId): JobView | undefined =>
    jobs.list().find(job => job.kind === 'proxy' && job.subject?.recordingId === id)
  const ready = async (recording: Recording): Promise<string | undefined> => {
    for (const path of [cache.proxyOf(recording.identity), receivedCopy(recording)]) {
      const there = await access(path).then(
        () => true,
        // Not there is one of the answers.
        () => false,
      )
      if (there) return path
    }
    return undefined
  }
  const isReady = async (recording: Recording): Promise<boolean> => (await ready(recording)) !== undefined

  const openFor = (recording: Recording): Promise<OpenProxy> => {
    const { identity, facts } = recording
    const key = identity.hash
    const there = opened.get(key)
    if (there) return there
    const opening = (async () =>
      openProxy(await tools(), await fileOrThrow(recording), facts, cache.cellsOf(identity)))()
    opened.set(key, opening)
    opening.catch(() => opened.delete(key))
    return opening
  }

  /** Whoever watches goes on with the parts; when nobody has for a while, only the finished copy is kept. */
  const tidyLater = (recording: Recording) => {
    const tidy = async () => {
      const open = await opened.get(recording.identity.hash)
      if (!open) return
      if (Date.now() - open.live.askedAtMs < unwatchedMs) return tidyLater(recording)
      opened.delete(recording.identity.hash)
      await open.live.close()
      await open.live.remove()
    }
    setTimeout(() => void tidy().catch(logFailure), unwatchedMs).unref()
  }

  const start = (recording: Recording, priority: number): JobView => {
    const { id, lessonId, identity, fileName } = recording
    return jobs.start({
      kind: 'proxy',
      title: fileName,
      subject: { recordingId: id, lessonId },
      priority,
      yields: true,
      resume: { recordingId: id },
      run: async ({ signal, report, partFor }) => {
        if (await isReady(recording)) return
        changed(lessonId)
        try {
          const open = await openFor(recording)
          await finishProxy(await tools(), open, cache.proxyOf(identity), {
            signal,
            partFor,
            onProgress: progress => report({ progress }),
          })
          tidyLater(recording)
        } finally {
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
      const path = await ready(recording)
      return path === undefined ? undefined : { path }
    },
    inUse: () => [...opened.keys()],
    live: async recording => (await openFor(recording)).live,
    close: async () => {
      for (const open of opened.values()) {
        const { live } = await open.catch(() => ({ live: undefined }))
        await live?.close()
      }
    },
  }
}
