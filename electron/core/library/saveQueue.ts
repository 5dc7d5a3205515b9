import type { AnyRecord } from '../../contract/records/envelope.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Change } from './library.types.ts'
import type { ScopeKey } from './scope.ts'
import { type FileEdit, type Stage, scopeOf } from './stage.ts'

interface Waiting {
  readonly author: PersonId
  readonly changes: readonly Change[]
  readonly done: (records: readonly AnyRecord[]) => void
  readonly failed: (error: unknown) => void
}

export interface SaveQueueOptions {
  /** A stage for the author's changes over what is in view now in these scopes. */
  stage(author: PersonId, scopes: ReadonlySet<ScopeKey>): Promise<Stage>
  /** Saves the edits; in memory they show once they are on the disk. */
  commit(author: PersonId, edits: readonly FileEdit[]): Promise<void>
}

/**
 * Saves one after another, in the order they were asked for. Those that wait for the same single file are saved with one
 * write of it, each still failing or succeeding on its own as far as its words are concerned.
 */
export class SaveQueue {
  readonly #options: SaveQueueOptions
  readonly #waiting: Waiting[] = []
  #running: Promise<void> | undefined

  constructor(options: SaveQueueOptions) {
    this.#options = options
  }

  add(author: PersonId, changes: readonly Change[]): Promise<readonly AnyRecord[]> {
    return new Promise((done, failed) => {
      this.#waiting.push({ author, changes, done, failed })
      this.#running ??= this.#run()
    })
  }

  /** Waits until nothing is being saved. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  async #run(): Promise<void> {
    // Let the caller's other writes of this moment join.
    await Promise.resolve()
    for (let first = this.#waiting.shift(); first; first = this.#waiting.shift()) await this.#save(first)
    this.#running = undefined
  }

  async #save(first: Waiting): Promise<void> {
    const group: Array<{ save: Waiting; records: readonly AnyRecord[] }> = []
    try {
      const stage = await this.#options.stage(first.author, new Set(first.changes.map(scopeOf)))
      for (const change of first.changes) stage.add(change)
      group.push({ save: first, records: [...stage.results] })
      for (let next = this.#joins(first, stage); next; next = this.#joins(first, stage)) group.push(next)
      await this.#options.commit(first.author, stage.edits)
    } catch (error) {
      if (group.length === 0) first.failed(error)
      for (const { save } of group) save.failed(error)
      return
    }
    for (const { save, records } of group) save.done(records)
  }

  /** The next save in line, where it only adds to the one file that is to be written anyway. */
  #joins(first: Waiting, stage: Stage): { save: Waiting; records: readonly AnyRecord[] } | undefined {
    const [file, ...others] = stage.edits
    for (let next = this.#waiting[0]; next && file && others.length === 0; next = this.#waiting[0]) {
      if (next.author !== first.author) return undefined
      const fork = stage.fork()
      try {
        if (next.changes.some(change => scopeOf(change) !== file.scope)) return undefined
        for (const change of next.changes) fork.add(change)
      } catch (error) {
        this.#waiting.shift()
        next.failed(error)
        continue
      }
      if (fork.edits.some(edit => edit.private !== file.private)) return undefined
      this.#waiting.shift()
      stage.absorb(fork)
      return { save: next, records: [...fork.results] }
    }
    return undefined
  }
}
