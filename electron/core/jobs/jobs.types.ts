import type { JobKind, JobView } from '../../contract/api/jobs.ts'

/** What a job may do with the world while it runs. */
export interface JobContext {
  readonly id: string
  /** Aborted when someone cancels the job or the program closes. Stop soon, leave nothing, throw DebriefError `cancelled`. */
  readonly signal: AbortSignal
  /** Tells how far it is. Progress never goes back; `note` says in words what is being done; `result` shows what is there so far. */
  report(news: { readonly progress?: number; readonly note?: string; readonly result?: unknown }): void
  /**
   * A fresh name beside `out` to write to, noted on disk first; rename it to `out` when it is whole. What is still there when the
   * job has ended, or after a crash at the next start, is removed.
   */
  partFor(out: string): Promise<string>
}

export interface JobRequest {
  readonly kind: JobKind
  /** What people read in the list of jobs. */
  readonly title: string
  readonly subject?: JobView['subject']
  /** Higher comes first among the waiting jobs of its kind; default 0. */
  readonly priority?: number
  /**
   * What it has finished stays when it is stopped: it makes room for one of its kind that is wanted more, and goes on afterwards; `run` is
   * called again.
   */
  readonly yields?: boolean
  /**
   * What is needed to begin it anew, as JSON. It is on disk while the job is not over, so that work that a crash or the program's end broke off
   * can go on at the next start (`unfinished`).
   */
  readonly resume?: unknown
  /** Its value becomes the job's `result`. A DebriefError fails the job with its code and sentence. */
  run(context: JobContext): Promise<unknown>
}

/** Work that was broken off by a crash or the end of the program. */
export interface Unfinished {
  readonly kind: JobKind
  /** What the job's request had as `resume`. */
  readonly resume: unknown
}

export type JobEvent =
  | { readonly type: 'job.changed'; readonly job: JobView }
  | { readonly type: 'job.dismissed'; readonly jobId: string }

export interface Jobs {
  /** Queues work. @returns the job as it stands now; it never throws for what happens in `run` */
  start(request: JobRequest): JobView
  /** Newest first. */
  list(): readonly JobView[]
  get(id: string): JobView | undefined
  /** Resolves when the job is done, failed or cancelled; never rejects for these. @throws DebriefError notFound */
  wait(id: string): Promise<JobView>
  /** Asks a job to stop; one that has ended stays as it is. @throws DebriefError notFound */
  cancel(id: string): void
  /** Puts a waiting job before or behind others of its kind. @throws DebriefError notFound */
  prioritise(id: string, priority: number): void
  /** Begins no job of this kind until it is let go again; what runs goes on. */
  hold(kind: JobKind, on: boolean): void
  /** Takes an ended job off the list; a running one is cancelled first. @throws DebriefError notFound */
  dismiss(id: string): Promise<void>
  subscribe(listener: (event: JobEvent) => void): () => void
  /** Removes what a crash left behind. Call once at start. @returns the files that were removed */
  recover(): Promise<readonly string[]>
  /** The work that earlier runs did not end, oldest first: whoever takes it is to start it again. */
  takeUnfinished(): Promise<readonly Unfinished[]>
  /** Cancels everything and resolves when nothing runs any more. */
  close(): Promise<void>
}
