import { DebriefError } from '../../contract/errors.ts'
import type { AnyRecord, Draft, Rev } from '../../contract/records/envelope.ts'
import { lessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import { homeOf, type KnownRecord, knownRecord } from '../../contract/records/registry.ts'
import type { Change } from './library.types.ts'
import type { ScopeKey, Version } from './scope.ts'
import { keepUnknownFields, type StoredRecord, storedFrom } from './storedRecord.ts'
import { goneError } from './storeMessages.ts'

/** What is to be written in one writer file. */
export interface FileEdit {
  readonly scope: ScopeKey
  readonly private: boolean
  readonly put: Map<string, StoredRecord>
  readonly drop: Set<string>
}

export interface StageOptions {
  readonly author: PersonId
  readonly nowMs: number
  nextRev(): Rev
  /** The version in view, a tombstone too. */
  lookup(scope: ScopeKey, id: string): Version | undefined
}

const homes: ReadonlyMap<string, 'catalog' | 'lesson'> = new Map(Object.entries(homeOf))

/** The place a change belongs to. @throws DebriefError input.invalid */
export function scopeOf(change: Change): ScopeKey {
  const id = idOfChange(change)
  const type = id.slice(0, id.indexOf(':'))
  const home = homes.get(type)
  if (home === undefined) throw invalid(`${id} is not the id of a record that can be changed.`, id)
  if (home === 'catalog') return 'catalog'
  const named =
    change.lessonId ?? ('put' in change && change.put.type === 'comment' ? change.put.lessonId : undefined)
  const parsed = lessonId.safeParse(named)
  if (!parsed.success) throw invalid(`The change of ${id} does not say which lesson it belongs to.`, id)
  return parsed.data
}

function idOfChange(change: Change): string {
  if ('put' in change) return change.put.id
  if ('remove' in change) return change.remove
  return 'restore' in change ? change.restore : change.share
}

/** Turns changes into edits of the author's writer files, checking each against what is in view. Writes nothing. */
export class Stage {
  readonly edits: FileEdit[] = []
  readonly results: AnyRecord[] = []
  readonly #options: StageOptions
  readonly #staged = new Map<string, Version>()

  constructor(options: StageOptions) {
    this.#options = options
  }

  /** The version in view once the edits so far are saved. */
  lookup(scope: ScopeKey, id: string): Version | undefined {
    return this.#staged.get(`${scope} ${id}`) ?? this.#options.lookup(scope, id)
  }

  /** A stage on top of this one, to try changes that may have to be dropped. */
  fork(): Stage {
    return new Stage({ ...this.#options, lookup: (scope, id) => this.lookup(scope, id) })
  }

  /** Takes over what a fork staged. */
  absorb(fork: Stage): void {
    for (const edit of fork.edits) {
      const own = this.#edit(edit.scope, edit.private)
      for (const [id, stored] of edit.put) {
        own.put.set(id, stored)
        own.drop.delete(id)
      }
      for (const id of edit.drop) {
        own.put.delete(id)
        own.drop.add(id)
      }
    }
    for (const [key, version] of fork.#staged) this.#staged.set(key, version)
  }

  /** @throws DebriefError input.invalid, notFound, notYours */
  add(change: Change): void {
    const scope = scopeOf(change)
    if ('put' in change) this.#put(scope, change)
    else if ('remove' in change) this.#remove(scope, change.remove)
    else if ('restore' in change) this.#restore(scope, change.restore)
    else this.#share(scope, change.share)
  }

  #put(scope: ScopeKey, change: Extract<Change, { put: unknown }>): void {
    const draft = change.put
    const before = this.lookup(scope, draft.id)
    if (before) {
      if (before.stored.record.type !== draft.type)
        throw invalid(`${draft.id} is not a ${draft.type}.`, draft.id)
      this.#mustBeOurs(scope, before)
      if (change.private && !before.private) {
        throw invalid(
          'This is already shared with everyone, so it cannot be made private. You can remove it.',
          draft.id,
        )
      }
    }
    if (change.private && scope === 'catalog') throw invalid(`A ${draft.type} cannot be private.`, draft.id)
    // What is held privately leaves this machine by `share` alone, and so does all that hangs on it.
    const privately = before ? before.private : change.private === true || this.#hangsOnPrivate(scope, draft)
    const candidate = {
      ...draft,
      rev: this.#options.nextRev(),
      by: before?.stored.record.by ?? this.#options.author,
      createdAtMs: before?.stored.record.createdAtMs ?? this.#options.nowMs,
      deleted: undefined,
    }
    const parsed = knownRecord.safeParse(candidate)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw invalid(
        `This ${draft.type} cannot be saved as it is (${issue ? `${issue.path.join('.')}: ${issue.message}` : 'it does not fit'}).`,
        draft.id,
      )
    }
    if ('lessonId' in parsed.data && scope !== 'catalog' && parsed.data.lessonId !== scope) {
      throw invalid(`${draft.id} names another lesson than the change does.`, draft.id)
    }
    this.#stage(scope, privately, keepingUnknown(before, parsed.data))
  }

  #hangsOnPrivate(scope: ScopeKey, draft: Draft<KnownRecord>): boolean {
    return 'commentId' in draft && this.lookup(scope, draft.commentId)?.private === true
  }

  #remove(scope: ScopeKey, id: string): void {
    const before = this.#mustExist(scope, id)
    if (before.stored.record.deleted) throw goneError(id)
    this.#mustBeOurs(scope, before)
    this.#stage(scope, before.private, {
      ...before.stored.record,
      rev: this.#options.nextRev(),
      deleted: true,
    })
  }

  #restore(scope: ScopeKey, id: string): void {
    const before = this.#mustExist(scope, id)
    this.#mustBeOurs(scope, before)
    const { deleted, ...record } = before.stored.record
    if (deleted) this.#stage(scope, before.private, { ...record, rev: this.#options.nextRev() })
    else this.results.push(before.stored.record)
  }

  #share(scope: ScopeKey, id: string): void {
    const before = this.#mustExist(scope, id)
    if (before.stored.record.deleted) throw goneError(id)
    this.#mustBeOurs(scope, before)
    if (!before.private) {
      this.results.push(before.stored.record)
      return
    }
    this.#stage(scope, false, { ...before.stored.record, rev: this.#options.nextRev() })
    const edit = this.#edit(scope, true)
    edit.put.delete(id)
    edit.drop.add(id)
  }

  #stage(scope: ScopeKey, privately: boolean, record: object): void {
    const stored = storedFrom(record)
    if (!stored?.shown) throw invalid(`This record cannot be saved as it is (${stored?.damage ?? 'no id'}).`)
    const edit = this.#edit(scope, privately)
    edit.put.set(stored.record.id, stored)
    edit.drop.delete(stored.record.id)
    this.#staged.set(`${scope} ${stored.record.id}`, { stored, private: privately })
    this.results.push(stored.record)
  }

  #edit(scope: ScopeKey, privately: boolean): FileEdit {
    const found = this.edits.find(edit => edit.scope === scope && edit.private === privately)
    if (found) return found
    const made = { scope, private: privately, put: new Map(), drop: new Set<string>() }
    this.edits.push(made)
    return made
  }

  #mustExist(scope: ScopeKey, id: string): Version {
    const version = this.lookup(scope, id)
    if (!version) throw goneError(id)
    return version
  }

  /** The catalog is everyone's; words about a lesson belong to who wrote them, on whichever machine. */
  #mustBeOurs(scope: ScopeKey, { stored }: Version): void {
    if (scope === 'catalog' || stored.record.by === this.#options.author) return
    throw new DebriefError(
      'notYours',
      'Someone else wrote this, so only they can change it. Nothing was changed. You can reply to it instead.',
      { subject: stored.record.id },
    )
  }
}

function keepingUnknown(before: Version | undefined, next: KnownRecord): object {
  if (!before) return next
  return keepUnknownFields(before.stored.record, before.stored.shown ?? {}, next)
}

function invalid(message: string, subject?: string): DebriefError {
  return new DebriefError('input.invalid', message, subject === undefined ? {} : { subject })
}
