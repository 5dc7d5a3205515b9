import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ulid } from 'ulid'
import type { JobKind, JobView } from '../../contract/api/jobs.ts'
import { DebriefError } from '../../contract/errors.ts'
import { addSample, estimate, type Sample } from './eta.ts'
import type { JobContext, JobEvent, JobRequest, Jobs } from './jobs.types.ts'
import { type Journal, openJournal } from './journal.ts'
import { partPathOf } from './partFile.ts'

export interface JobsOptions {
  /** Debrief's folder for local data; the journal lies in its `jobs` folder. */
  readonly home: string
  /** How many of a kind run at once. */
  readonly parallel?: Partial<Record<JobKind, number>>
  readonly nowMs?: () => number
  /** Writes an unforeseen failure to the log. @returns the reference that people can quote */
  readonly logFailure?: (error: unknown) => string
}

/** Encoders use every core by themselves; two of them only make both late. */
const defaultParallel: Record<JobKind, number> = { import: 2, proxy: 1, export: 1, strips: 1, align: 1 }
/** Ended jobs that stay on the list. */
const keptEnded = 100
/** Screens need no more news than this. */
const newsEveryMs = 100

interface Entry {
  view: JobView
  readonly request: JobRequest
  priority: number
  readonly abort: AbortController
  readonly parts: string[]
  samples: readonly Sample[]
  toldAtMs: number
  readonly ended: Promise<JobView>
  readonly end: (view: JobView) => void
}

const hasEnded = (view: JobView) =>
  view.state === 'done' || view.state === 'failed' || view.state === 'cancelled'

/** The queue for long work of this process. */
export function createJobs(options: JobsOptions): Jobs {
  const nowMs = options.nowMs ?? Date.now
  const journal: Journal = openJournal({ dir: join(options.home, 'jobs'), run: ulid() })
  const entries = new Map<string, Entry>()
  const listeners = new Set<(event: JobEvent) => void>()
  let closed = false

  const tell = (event: JobEvent) => {
    for (const listener of [...listeners]) listener(event)
  }

  const change = (entry: Entry, patch: Partial<JobView>) => {
    entry.view = { ...entry.view, ...patch }
    entry.toldAtMs = nowMs()
    tell({ type: 'job.changed', job: entry.view })
  }

  const find = (id: string): Entry => {
    const entry = entries.get(id)
    if (!entry) throw new DebriefError('notFound', 'This job is not on the list any more.', { subject: id })
    return entry
  }

  const forgetOld = () => {
    const ended = [...entries.values()].filter(entry => hasEnded(entry.view))
    for (const entry of ended.slice(0, Math.max(0, ended.length - keptEnded))) entries.delete(entry.view.id)
  }

  const finish = (entry: Entry, patch: Partial<JobView>) => {
    const { etaMs: _eta, note: _note, ...rest } = entry.view
    entry.view = rest
    change(entry, patch)
    entry.end(entry.view)
    forgetOld()
    pump()
  }

  const report: (entry: Entry) => JobContext['report'] = entry => news => {
    if (entry.view.state !== 'running') return
    const progress = Math.max(entry.view.progress, Math.min(1, news.progress ?? 0))
    const at = nowMs()
    if (news.progress !== undefined) entry.samples = addSample(entry.samples, { atMs: at, progress })
    const etaMs = estimate(entry.samples)
    const { etaMs: _old, ...view } = entry.view
    entry.view = {
      ...view,
      progress,
      ...(etaMs !== undefined && { etaMs }),
      ...(news.note !== undefined && { note: news.note }),
      ...('result' in news && { result: news.result }),
    }
    if (at - entry.toldAtMs < newsEveryMs && !('result' in news)) return
    entry.toldAtMs = at
    tell({ type: 'job.changed', job: entry.view })
  }

  const contextOf = (entry: Entry): JobContext => ({
    id: entry.view.id,
    signal: entry.abort.signal,
    report: report(entry),
    async partFor(out) {
      const part = partPathOf(out)
      entry.parts.push(part)
      await journal.note(entry.view.id, entry.parts)
      return part
    },
  })

  const tidy = async (entry: Entry) => {
    if (entry.parts.length === 0) return
    for (const part of entry.parts) await rm(part, { force: true })
    await journal.forget(entry.view.id)
  }

  const failureOf = (error: unknown): JobView['error'] => {
    if (error instanceof DebriefError) return { code: error.code, message: error.message }
    const ref = options.logFailure?.(error)
    const where = ref ? ` The log has it under ${ref}.` : ''
    return {
      code: 'internal',
      message: `Something went wrong that Debrief did not foresee. Your library is safe.${where}`,
    }
  }

  const execute = async (entry: Entry) => {
    entry.samples = [{ atMs: nowMs(), progress: 0 }]
    change(entry, { state: 'running', startedAtMs: nowMs() })
    let outcome: Partial<JobView>
    try {
      const result = await entry.request.run(contextOf(entry))
      outcome = { state: 'done', progress: 1, ...(result !== undefined && { result }) }
    } catch (error) {
      const cancelled =
        entry.abort.signal.aborted || (error instanceof DebriefError && error.code === 'cancelled')
      const failure = cancelled ? undefined : failureOf(error)
      outcome = { state: cancelled ? 'cancelled' : 'failed', ...(failure && { error: failure }) }
    }
    try {
      await tidy(entry)
    } catch (error) {
      // The work itself stands; what could not be removed now is still in the journal for the next start.
      options.logFailure?.(error)
    }
    finish(entry, outcome)
  }

  const pump = () => {
    if (closed) return
    for (const kind of Object.keys(defaultParallel) as JobKind[]) {
      const ofKind = [...entries.values()].filter(entry => entry.view.kind === kind)
      const limit = options.parallel?.[kind] ?? defaultParallel[kind]
      const free = limit - ofKind.filter(entry => entry.view.state === 'running').length
      const waiting = ofKind.filter(entry => entry.view.state === 'queued')
      const next = waiting.toSorted((a, b) => b.priority - a.priority).slice(0, Math.max(0, free))
      for (const entry of next) void execute(entry)
    }
  }

  const cancel = (id: string) => {
    const entry = find(id)
    if (hasEnded(entry.view) || entry.abort.signal.aborted) return
    entry.abort.abort()
    if (entry.view.state === 'queued') finish(entry, { state: 'cancelled' })
  }

  return {
    start(request) {
      const id = `job:${ulid()}`
      let end: (view: JobView) => void = () => undefined
      const ended = new Promise<JobView>(resolve => {
        end = resolve
      })
      const view: JobView = {
        id,
        kind: request.kind,
        title: request.title,
        state: 'queued',
        progress: 0,
        startedAtMs: nowMs(),
        ...(request.subject && { subject: request.subject }),
      }
      const entry: Entry = {
        view,
        request,
        priority: request.priority ?? 0,
        abort: new AbortController(),
        parts: [],
        samples: [],
        toldAtMs: nowMs(),
        ended,
        end,
      }
      entries.set(id, entry)
      tell({ type: 'job.changed', job: view })
      if (closed) finish(entry, { state: 'cancelled' })
      pump()
      return entry.view
    },
    list: () => [...entries.values()].map(entry => entry.view).reverse(),
    get: id => entries.get(id)?.view,
    wait: async id => find(id).ended,
    cancel,
    prioritise(id, priority) {
      find(id).priority = priority
    },
    async dismiss(id) {
      cancel(id)
      await find(id).ended
      entries.delete(id)
      tell({ type: 'job.dismissed', jobId: id })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    recover: () => journal.recover(),
    async close() {
      closed = true
      const all = [...entries.values()].filter(entry => !hasEnded(entry.view))
      for (const entry of all) cancel(entry.view.id)
      await Promise.all(all.map(entry => entry.ended))
    },
  }
}
