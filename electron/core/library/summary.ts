import pLimit from 'p-limit'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { LessonSummary } from './library.types.ts'
import type { Scope, ScopeListing } from './scope.ts'
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
  /** What lay in the folders when they were read; undefined before it is its turn. */
  listing(): Promise<ScopeListing> | undefined
  readonly scope: Scope
}

/**
 * Lessons that are read at once. With more of them, all that was read of one waits in memory for the others: then clearing it away takes half
 * of the time.
 */
const AT_ONCE = 4

/** Summaries of lessons whose conversation is not in memory; what was read for one is let go again. */
export class Summaries {
  readonly #kept = new Map<LessonId, Kept>()
  readonly #open: (lessonId: LessonId) => Scope
  readonly #read: (scope: Scope, listed: ScopeListing) => Promise<void>
  readonly #index: SummaryIndex | undefined
  readonly #inTurn = pLimit(AT_ONCE)

  /** @param open a lesson's scope, not read yet @param read reads and merges it and reports its problems */
  constructor(
    open: (lessonId: LessonId) => Scope,
    read: (scope: Scope, listed: ScopeListing) => Promise<void>,
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
    return this.#keep(lessonId, async (scope, listed) => {
      const known = await this.#index?.find(lessonId, listed.fingerprint)
      return known ?? (await this.#readAnew(lessonId, scope, listed))
    })
  }

  /** Reads a lesson, keeps its summary, and lets it go again. @returns what `look` made of it */
  async glance<T>(lessonId: LessonId, look: (scope: Scope) => T): Promise<T> {
    let made: { readonly of: T } | undefined
    await this.#keep(lessonId, async (scope, listed) => {
      const summary = await this.#readAnew(lessonId, scope, listed)
      made = { of: look(scope) }
      return summary
    })
    if (!made) throw new Error('a lesson was summed up without being read')
    return made.of
  }

  #keep(
    lessonId: LessonId,
    sumUp: (scope: Scope, listed: ScopeListing) => Promise<LessonSummary>,
  ): Promise<LessonSummary> {
    let listing: Promise<ScopeListing> | undefined
    const summary = this.#inTurn(async () => {
      const scope = this.#open(lessonId)
      // Taken before reading: what changes meanwhile shows as a change.
      listing = scope.listing()
      return await sumUp(scope, await listing)
    })
    // Its scope holds nothing that was read.
    const kept: Kept = { summary, listing: () => listing, scope: this.#open(lessonId) }
    this.#kept.set(lessonId, kept)
    summary.catch(() => this.#kept.get(lessonId) === kept && this.#kept.delete(lessonId))
    return summary
  }

  async #readAnew(lessonId: LessonId, scope: Scope, listed: ScopeListing): Promise<LessonSummary> {
    await this.#read(scope, listed)
    const summary = summarise(scope)
    // What has something to tell of is read again next time, and told again.
    if (scope.problems().length === 0) this.#index?.keep(lessonId, listed.fingerprint, summary)
    return summary
  }

  forget(lessonId: LessonId): boolean {
    return this.#kept.delete(lessonId)
  }

  /** Forgets the summaries of lessons whose files changed. @returns those lessons */
  async forgetChanged(): Promise<readonly LessonId[]> {
    const changed: LessonId[] = []
    for (const [lessonId, { listing, scope }] of [...this.#kept]) {
      const then = await listing()
      if (!then || (await scope.listing()).fingerprint === then.fingerprint) continue
      if (this.forget(lessonId)) changed.push(lessonId)
    }
    return changed
  }
}
