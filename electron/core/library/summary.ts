import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { LessonSummary } from './library.types.ts'
import type { Scope } from './scope.ts'
import type { SummaryIndex } from './summaryIndex.ts'

/** @param scope a lesson's, merged */
export function summarise(scope: Scope): LessonSummary {
  const comments = scope.all('comment')
  const authors = new Map<string, PersonId>(comments.map(({ record }) => [record.id, record.by]))
  return {
    comments: comments.length,
    marks: comments.map(({ record, private: privately }) => ({
      id: record.id,
      kind: record.kind,
      atMs: record.atMs,
      ...(record.toMs === undefined ? {} : { toMs: record.toMs }),
      by: record.by,
      private: privately,
    })),
    tags: scope.all('tag').flatMap(({ record: { rubricId, code, level, by, commentId } }) => {
      const on = authors.get(commentId)
      return on === undefined
        ? []
        : [{ rubricId, code, ...(level !== undefined && { level }), by, on, commentId }]
    }),
    firstPasses: scope
      .all('firstPass')
      .map(({ record: { by, withId, state, rev } }) => ({ by, withId, state, rev })),
  }
}

interface Kept {
  readonly summary: Promise<LessonSummary>
  /** State of the files when they were read. */
  readonly fingerprint: Promise<string>
  readonly scope: Scope
}

/** Summaries of lessons whose conversation is not in memory; what was read for one is let go again. */
export class Summaries {
  readonly #kept = new Map<LessonId, Kept>()
  readonly #open: (lessonId: LessonId) => Scope
  readonly #read: (scope: Scope) => Promise<void>
  readonly #index: SummaryIndex | undefined

  /** @param open a lesson's scope, not read yet @param read reads and merges it and reports its problems */
  constructor(
    open: (lessonId: LessonId) => Scope,
    read: (scope: Scope) => Promise<void>,
    index: SummaryIndex | undefined,
  ) {
    this.#open = open
    this.#read = read
    this.#index = index
  }

  get(lessonId: LessonId): Promise<LessonSummary> {
    return this.#kept.get(lessonId)?.summary ?? this.#find(lessonId)
  }

  /** From the last time this machine read the lesson, where no file of it changed since; else it is read. */
  #find(lessonId: LessonId): Promise<LessonSummary> {
    const index = this.#index
    if (!index) return this.glance(lessonId, summarise)
    const scope = this.#open(lessonId)
    const fingerprint = scope.fingerprint()
    const summary = fingerprint
      .then(state => index.find(lessonId, state))
      .then(known => known ?? this.glance(lessonId, summarise))
    this.#kept.set(lessonId, { summary, fingerprint, scope })
    summary.catch(() => this.#kept.delete(lessonId))
    return summary
  }

  /** Reads a lesson, keeps its summary, and lets it go again. @returns what `look` made of it */
  glance<T>(lessonId: LessonId, look: (scope: Scope) => T): Promise<T> {
    const scope = this.#open(lessonId)
    // Taken before reading: what changes meanwhile shows as a change.
    const fingerprint = scope.fingerprint()
    const read = fingerprint.then(() => this.#read(scope))
    const summary = read.then(async () => {
      const made = summarise(scope)
      // What has something to tell of is read again next time, and told again.
      if (scope.problems().length === 0) this.#index?.keep(lessonId, await fingerprint, made)
      return made
    })
    const made = { summary, fingerprint, scope: this.#open(lessonId) }
    this.#kept.set(lessonId, made)
    summary.catch(() => this.#kept.delete(lessonId))
    return read.then(() => look(scope))
  }

  forget(lessonId: LessonId): boolean {
    return this.#kept.delete(lessonId)
  }

  /** Forgets the summaries of lessons whose files changed. @returns those lessons */
  async forgetChanged(): Promise<readonly LessonId[]> {
    const changed: LessonId[] = []
    for (const [lessonId, { fingerprint, scope }] of [...this.#kept]) {
      if ((await scope.fingerprint()) === (await fingerprint)) continue
      if (this.forget(lessonId)) changed.push(lessonId)
    }
    return changed
  }
}
