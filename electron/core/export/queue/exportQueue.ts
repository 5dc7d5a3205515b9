import { ulid } from 'ulid'
import { DebriefError } from '../../../contract/errors.ts'
import type { Caller } from '../../call.ts'
import type { JobContext, Jobs } from '../../jobs/jobs.types.ts'
import type { QueuedExport, QueueFile } from './queueFile.ts'

export interface QueueParts {
  readonly jobs: Jobs
  /** Absent where what is queued dies with this process, as in a short call of the command line. */
  readonly file?: QueueFile | undefined
  libraryDir(): string
  run(entry: QueuedExport, caller: Caller, job: JobContext, gate: () => Promise<void>): Promise<unknown>
  /** The order or the pause changed. */
  changed(): void
  readonly logFailure: (error: unknown) => unknown
}

export type NewExport = Omit<QueuedExport, 'id' | 'libraryDir' | 'caller'>

interface Waiting {
  readonly entry: QueuedExport
  readonly jobId: string
}

export interface ExportQueue {
  /** Queues exports behind the others. Saved when it resolves. @returns their jobs @throws DebriefError disk.full, disk.failed */
  add(caller: Caller, wanted: readonly NewExport[]): Promise<string[]>
  /** Jobs that are not over, in the order in which they are written. */
  order(): readonly string[]
  paused(): boolean
  /** What is being written is finished first (a reel stops behind the clip it is at); nothing else begins. */
  pause(on: boolean): Promise<void>
  /** Puts a job that waits one place earlier or later. @throws DebriefError notFound */
  move(jobId: string, by: -1 | 1): Promise<void>
  /** Takes up what the last run of the program left undone in the open library. Call once at start. */
  resume(): Promise<void>
  /** From now on jobs that end were not ended by anybody: what is undone stays for the next start. */
  close(): Promise<void>
}

/** Exports in their order, over restarts. */
export function createExportQueue(parts: QueueParts): ExportQueue {
  const { jobs, file } = parts
  let waiting: Waiting[] = []
  /** Of other libraries. */
  let elsewhere: QueuedExport[] = []
  let paused = false
  let closed = false
  let wake: Array<() => void> = []

  const save = async () => {
    await file?.save({ paused, exports: [...waiting.map(({ entry }) => entry), ...elsewhere] })
  }

  /** Earlier ones first: the queue of jobs takes the highest number. */
  const rank = () => {
    waiting.forEach(({ jobId }, at) => {
      if (jobs.get(jobId)?.state === 'queued') jobs.prioritise(jobId, -at)
    })
  }

  const gate = async (signal: AbortSignal) => {
    while (paused && !signal.aborted)
      await new Promise<void>(resolve => {
        wake.push(resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
  }

  const forget = async ({ id }: QueuedExport) => {
    if (closed || !waiting.some(({ entry }) => entry.id === id)) return
    waiting = waiting.filter(({ entry }) => entry.id !== id)
    await save().catch(parts.logFailure)
    parts.changed()
  }

  const start = (entry: QueuedExport): Waiting => {
    const { speaker, present } = entry.caller
    const caller: Caller = { door: 'local', present, ...(speaker !== undefined && { speaker }) }
    const { id: jobId } = jobs.start({
      kind: 'export',
      title: entry.title,
      subject: { lessonId: entry.lessonId, ...(entry.reel === undefined && { clipId: entry.clipIds[0] }) },
      priority: -waiting.length,
      run: async job => {
        try {
          return await parts.run(entry, caller, job, () => gate(job.signal))
        } finally {
          // Before anybody hears that it is over: a crash a moment later must not write it again.
          await forget(entry)
        }
      },
    })
    return { entry, jobId }
  }

  jobs.subscribe(event => {
    // What is cancelled before it began never ran.
    if (event.type !== 'job.changed' || event.job.state !== 'cancelled') return
    const found = waiting.find(({ jobId }) => jobId === event.job.id)
    if (found) void forget(found.entry)
  })

  return {
    async add({ speaker, present }, wanted) {
      const caller = { present: [...present], ...(speaker !== undefined && { speaker }) }
      const entries = wanted.map(each => ({
        ...each,
        id: `export:${ulid()}`,
        libraryDir: parts.libraryDir(),
        caller,
      }))
      // Before anything begins: a crash a moment later finds it in the list.
      await file?.save({
        paused,
        exports: [...waiting.map(({ entry }) => entry), ...entries, ...elsewhere],
      })
      const started = entries.map(entry => {
        const begun = start(entry)
        waiting.push(begun)
        return begun
      })
      parts.changed()
      return started.map(({ jobId }) => jobId)
    },
    order: () => waiting.map(({ jobId }) => jobId),
    paused: () => paused,
    async pause(on) {
      paused = on
      jobs.hold('export', on)
      if (!on) {
        for (const each of wake) each()
        wake = []
      }
      await save()
      parts.changed()
    },
    async move(jobId, by) {
      const at = waiting.findIndex(each => each.jobId === jobId)
      const found = waiting[at]
      if (!found)
        throw new DebriefError('notFound', 'This export is over, so it has no place in the queue any more.', {
          subject: jobId,
        })
      const to = Math.min(Math.max(0, at + by), waiting.length - 1)
      waiting = waiting.toSpliced(at, 1).toSpliced(to, 0, found)
      rank()
      await save()
      parts.changed()
    },
    async resume() {
      if (!file) return
      const state = await file.read()
      paused = state.paused
      jobs.hold('export', paused)
      elsewhere = state.exports.filter(({ libraryDir }) => libraryDir !== parts.libraryDir())
      for (const entry of state.exports)
        if (entry.libraryDir === parts.libraryDir()) waiting.push(start(entry))
    },
    async close() {
      closed = true
      await save().catch(parts.logFailure)
    },
  }
}
