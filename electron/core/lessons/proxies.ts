import { access } from 'node:fs/promises'
import type { JobView } from '../../contract/api/jobs.ts'
import type { RecordingView } from '../../contract/api/lessons.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { Recording } from '../../contract/records/recording.ts'
import type { Jobs } from '../jobs/jobs.types.ts'
import type { MediaCache } from '../media/cache.ts'
import { heardFacts, otherTrack } from '../media/heard.ts'
import type { LiveCopy } from '../media/live/liveCopy.ts'
import { probe } from '../media/probe.ts'
import { finishProxy, type OpenProxy, openProxy, type ProxyOptions } from '../media/proxy.ts'
import { canRetrack, retrack } from '../media/retrack.ts'
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
  /** As `make` and `file`, of the copy that is small enough to hand on: what is watched may be as large as the recording. */
  makeSmall(recording: Recording): Promise<string>
  smallFile(recording: Recording): Promise<ProxyFile | undefined>
  /** The copy while it is made, from whichever place someone looks at. @throws DebriefError media.*, tools.* */
  live(recording: Recording): Promise<LiveCopy>
  /** As `live`, at a low rate. */
  lean(recording: Recording): Promise<LiveCopy>
  /** Identities whose copies are open here. */
  inUse(): readonly string[]
  close(): Promise<void>
}

/** The parts of a finished copy stay so long after someone watched them. */
const unwatchedMs = 10 * 60_000

const runs = (job: Pick<JobView, 'state'> | undefined): boolean =>
  job?.state === 'queued' || job?.state === 'running'

export function createProxies(parts: ProxyParts): Proxies {
  const { cache, jobs, tools, fileOrThrow, receivedCopy, changed, logFailure } = parts
  /** By identity and sound track: two lessons may share a recording. */
  const opened = new Map<string, Promise<OpenProxy>>()
  /** What each job makes. */
  const makes = new Map<string, string>()
  let asked = 0

  const keyOf = (recording: Recording): string =>
    [recording.identity.hash, otherTrack(recording) ?? ''].join(' ')
  const leanKey = (recording: Recording) => `${keyOf(recording)} lean`
  const jobKey = (recording: Recording, small: boolean) => `${keyOf(recording)}${small ? ' small' : ''}`
  const latestJob = (recording: Recording, small = false): JobView | undefined =>
    jobs
      .list()
      .find(
        ({ id, kind, subject }) =>
          kind === 'proxy' &&
          subject?.recordingId === recording.id &&
          makes.get(id) === jobKey(recording, small),
      )
  const firstThere = async (paths: readonly string[]): Promise<string | undefined> => {
    for (const path of paths) {
      const there = await access(path).then(
        () => true,
        // Not there is one of the answers.
        () => false,
      )
      if (there) return path
    }
    return undefined
  }
  const small = (recording: Recording) =>
    firstThere([cache.proxyOf(recording.identity, otherTrack(recording)), receivedCopy(recording)])
  const ready = async (recording: Recording): Promise<string | undefined> => {
    const { identity } = recording
    const track = otherTrack(recording)
    if (track === undefined) return small(recording)
    return (await firstThere([cache.retrackedOf(identity, track)])) ?? small(recording)
  }
  const isReady = async (recording: Recording, wantsSmall = false): Promise<boolean> =>
    (await (wantsSmall ? small : ready)(recording)) !== undefined

  const openFor = (recording: Recording, lean = false): Promise<OpenProxy> => {
    const key = (lean ? leanKey : keyOf)(recording)
    const there = opened.get(key)
    if (there) return there
    const { identity } = recording
    const cells = (lean ? cache.leanCellsOf : cache.cellsOf)(identity, otherTrack(recording))
    const opening = (async () =>
      openProxy(await tools(), await fileOrThrow(recording), heardFacts(recording), cells, { lean }))()
    opened.set(key, opening)
    opening.catch(() => opened.delete(key))
    return opening
  }

  /** Closes the copies with tracks that are not heard any more: nobody waits for what they would still make. Their cells stay. */
  const closeOthers = (recording: Recording): void => {
    const own = [keyOf(recording), leanKey(recording)]
    for (const [key, opening] of opened) {
      if (own.includes(key) || !key.startsWith(`${recording.identity.hash} `)) continue
      opened.delete(key)
      // One that could not be opened has told whoever asked for it.
      opening.then(
        ({ live }) => live.close().catch(logFailure),
        () => undefined,
      )
    }
  }

  /** Another sound track of a file that a page plays: the picture need not be encoded again. @returns false where it must */
  const retracked = async (recording: Recording, options: ProxyOptions): Promise<boolean> => {
    const track = otherTrack(recording)
    if (track === undefined || recording.parts) return false
    const found = await tools()
    const file = await fileOrThrow(recording)
    const source = await probe(found, file, {
      ...(options.signal && { signal: options.signal }),
      sound: track,
    })
    if (!canRetrack(source)) return false
    const out = cache.retrackedOf(recording.identity, track)
    return retrack(found, file, heardFacts(recording), source, out, options)
  }

  /** Whoever watches goes on with the parts; when nobody has for a while, only the finished copy is kept. */
  const tidyLater = (recording: Recording) => {
    const tidy = async () => {
      const open = await opened.get(keyOf(recording))
      if (!open) return
      if (Date.now() - open.live.askedAtMs < unwatchedMs) return tidyLater(recording)
      opened.delete(keyOf(recording))
      await open.live.close()
      await open.live.remove()
    }
    setTimeout(() => void tidy().catch(logFailure), unwatchedMs).unref()
  }

  const start = (recording: Recording, priority: number, wantsSmall: boolean): JobView => {
    const { id, lessonId, identity, fileName } = recording
    const started = jobs.start({
      kind: 'proxy',
      title: fileName,
      subject: { recordingId: id, lessonId },
      priority,
      yields: true,
      resume: { recordingId: id },
      run: async ({ signal, report, partFor }) => {
        if (await isReady(recording, wantsSmall)) return
        changed(lessonId)
        const options = { signal, partFor, onProgress: (progress: number) => report({ progress }) }
        try {
          if (wantsSmall || !(await retracked(recording, options)))
            await finishProxy(
              await tools(),
              await openFor(recording),
              cache.proxyOf(identity, otherTrack(recording)),
              options,
            )
          tidyLater(recording)
        } finally {
          changed(lessonId)
        }
      },
    })
    makes.set(started.id, jobKey(recording, wantsSmall))
    return started
  }

  const make = async (recording: Recording, wantsSmall: boolean): Promise<string> => {
    asked += 1
    // Nobody waits any more for the copy with the track that was heard before.
    for (const { id, kind, state, subject } of jobs.list())
      if (
        kind === 'proxy' &&
        subject?.recordingId === recording.id &&
        runs({ state }) &&
        !makes.get(id)?.startsWith(keyOf(recording))
      )
        jobs.cancel(id)
    closeOthers(recording)
    const job = latestJob(recording, wantsSmall)
    if (job && runs(job)) {
      jobs.prioritise(job.id, asked)
      return job.id
    }
    if (!(await isReady(recording, wantsSmall))) await fileOrThrow(recording)
    return start(recording, asked, wantsSmall).id
  }

  return {
    state: async recording => {
      if (await isReady(recording)) return 'ready'
      const job = latestJob(recording)
      if (runs(job)) return 'making'
      return job?.state === 'failed' ? 'failed' : 'none'
    },
    make: recording => make(recording, false),
    makeSmall: recording => make(recording, true),
    smallFile: async recording => {
      const path = await small(recording)
      return path === undefined ? undefined : { path }
    },
    file: async recording => {
      const path = await ready(recording)
      return path === undefined ? undefined : { path }
    },
    inUse: () => [...opened.keys()].flatMap(key => key.split(' ').slice(0, 1)),
    live: async recording => {
      closeOthers(recording)
      return (await openFor(recording)).live
    },
    lean: async recording => {
      closeOthers(recording)
      return (await openFor(recording, true)).live
    },
    close: async () => {
      for (const open of opened.values()) {
        const { live } = await open.catch(() => ({ live: undefined }))
        await live?.close()
      }
    },
  }
}
