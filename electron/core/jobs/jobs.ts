import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ulid } from 'ulid'
import type { JobKind, JobView } from '../../contract/api/jobs.ts'
import { DebriefError } from '../../contract/errors.ts'
import { addSample, estimate, type Sample } from './eta.ts'
import type { JobContext, JobEvent, JobRequest, Jobs } from './jobs.types.ts'
import { type Journal, openJournal } from './journal.ts'
import { defaultParallel } from './parallel.ts'
import { partPathOf } from './partFile.ts'
import { sweepScratch } from './scratch.ts'
import { openWorkNotes } from './workNotes.ts'

export interface JobsOptions {
  /** Debrief's folder for local data; the journal lies in its `jobs` folder. */
  readonly home: string
  /** How many of a kind run at once. */
  readonly parallel?: Partial<Record<JobKind, number>>
  readonly nowMs?: () => number
  /** Writes an unforeseen failure to the log. @returns the reference that people can quote */
  readonly logFailure?: (error: unknown) => string
}

/** Ended jobs that stay on the list. */
const keptEnded = 100
/** Screens need no more news than this. */
const newsEveryMs = 100

interface Entry {
  view: JobView
  readonly request: JobRequest
  priority: number
  abort: AbortController
  /** It was stopped to make room, and waits again when it has. */
  yielding: boolean
  parts: string[]
  /** What it is about is on disk. */
  noted: Promise<void>
  samples: readonly Sample[]
  toldAtMs: number
  readonly ended: Promise<JobView>
  readonly end: (view: JobView) => void
}

const hasEnded = ({ state }: JobView) => state === 'done' || state === 'failed' || state === 'cancelled'

/** The queue for long work of this process. */
export function createJobs(options: JobsOptions): Jobs {
  const nowMs = options.nowMs ?? Date.now
  const place = { dir: join(options.home, 'jobs'), run: ulid() }
  const journal: Journal = openJournal(place)
  const notes = openWorkNotes(place)
  const entries = new Map<string, Entry>()
  const listeners = new Set<(event: JobEvent) => void>()
  const held = new Set<JobKind>()
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
    for (const part of entry.parts) await rm(part, { recursive: true, force: true })
    await journal.forget(entry.view.id)
    entry.parts = []
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
    if (entry.yielding && outcome.state === 'cancelled' && !closed) return wait(entry)
    await forget(entry)
    finish(entry, outcome)
  }

  /** It made room for another, and takes its turn again when that is done. */
  const wait = (entry: Entry) => {
    entry.yielding = false
    entry.abort = new AbortController()
    change(entry, { state: 'queued' })
    pump()
  }

  const remember = async ({ view, request }: Entry) => {
    if (request.resume === undefined) return
    try {
      await notes.write(view.id, { kind: request.kind, resume: request.resume })
    } catch (error) {
      // The job itself runs on; only a crash would lose it.
      options.logFailure?.(error)
    }
  }

  /** What was broken off by the program's end goes on at its next start; what ended in any other way does not. */
  const forget = async (entry: Entry) => {
    if (entry.request.resume === undefined || (closed && entry.abort.signal.aborted)) return
    await entry.noted
    try {
      await notes.forget(entry.view.id)
    } catch (error) {
      options.logFailure?.(error)
    }
  }

  /** A running job that is wanted less than the first that waits, and can go on later, makes room for it. */
  const makeRoom = (running: readonly Entry[], first: Entry | undefined) => {
    const least = running
      .filter(({ request, abort }) => request.yields && !abort.signal.aborted)
      .toSorted((a, b) => a.priority - b.priority)[0]
    if (!first || !least || least.priority >= first.priority || running.some(each => each.yielding)) return
    least.yielding = true
    least.abort.abort()
  }

  const pump = () => {
    if (closed) return
    for (const kind of Object.keys(defaultParallel) as JobKind[]) {
      if (held.has(kind)) continue
      const ofKind = [...entries.values()].filter(entry => entry.view.kind === kind)
      const limit = options.parallel?.[kind] ?? defaultParallel[kind]
      const running = ofKind.filter(entry => entry.view.state === 'running')
      const free = Math.max(0, limit - running.length)
      const waiting = ofKind
        .filter(entry => entry.view.state === 'queued')
        .toSorted((a, b) => b.priority - a.priority)
      for (const entry of waiting.slice(0, free)) void execute(entry)
      if (free === 0) makeRoom(running, waiting[0])
    }
  }

  const cancel = (id: string) => {
    const entry = find(id)
    if (hasEnded(entry.view)) return
    entry.yielding = false
    if (entry.abort.signal.aborted) return
    entry.abort.abort()
    if (entry.view.state !== 'queued') return
    void forget(entry)
    finish(entry, { state: 'cancelled' })
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
        yielding: false,
        parts: [],
        noted: Promise.resolve(),
        samples: [],
        toldAtMs: nowMs(),
        ended,
        end,
      }
      entries.set(id, entry)
      tell({ type: 'job.changed', job: view })
      entry.noted = remember(entry)
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
      pump()
    },
    hold(kind, on) {
      held[on ? 'add' : 'delete'](kind)
      pump()
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
    recover: async () => {
      await sweepScratch()
      return journal.recover()
    },
    takeUnfinished: () => notes.take(),
    async close() {
      closed = true
      const all = [...entries.values()].filter(entry => !hasEnded(entry.view))
      for (const entry of all) cancel(entry.view.id)
      await Promise.all(all.map(entry => entry.ended))
    },
  }
}
