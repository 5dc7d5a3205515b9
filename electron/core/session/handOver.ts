import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Library } from '../library/library.types.ts'
import { answeredWith } from './answered.ts'
import type { DoorApi } from './doorClient.ts'
import { sha256 } from './news.ts'
import { neededFor } from './theirWords.ts'

export interface HandOverParts {
  library(): Library
  readonly me: PersonId
  readonly api: Pick<DoorApi, 'push'>
  /** The lesson while its host can be reached. */
  reached(): LessonId | undefined
  /** What the host did not take, in a sentence; undefined once it took everything. */
  told(problem: string | undefined): void
}

/** A guest's own words on their way to the host: at each change, one after another, the newest state only. */
export class HandOver {
  readonly #parts: HandOverParts
  /** Ids of what the host has in its catalog. */
  readonly hostHas = new Set<string>()
  #handed: string | undefined
  #handing: Promise<void> | undefined
  #again = false

  constructor(parts: HandOverParts) {
    this.#parts = parts
  }

  /** Hands over what was written here since. */
  wordsChanged(): void {
    this.#again = true
    this.#handing ??= this.#run().finally(() => {
      this.#handing = undefined
    })
  }

  /** Waits for what is on its way. */
  async settled(): Promise<void> {
    await this.#handing
  }

  /** Whether the host has not got everything that was written here in the lesson. */
  async owes(lessonId: LessonId): Promise<boolean> {
    const mine = await this.#gather(lessonId)
    return mine !== undefined && mine.hash !== this.#handed
  }

  async #gather(lessonId: LessonId) {
    const { me } = this.#parts
    const library = this.#parts.library()
    const bytes = await library.ownFile(me, lessonId)
    if (!bytes) return undefined
    const needed = await neededFor(library, { me, lessonId }, this.hostHas)
    return { bytes, needed, hash: `${sha256(bytes)} ${needed ? sha256(needed) : ''}` }
  }

  async #run(): Promise<void> {
    const { api, reached, told } = this.#parts
    for (let lessonId = reached(); this.#again && lessonId !== undefined; lessonId = reached()) {
      this.#again = false
      try {
        const mine = await this.#gather(lessonId)
        if (!mine || mine.hash === this.#handed) continue
        const file = Buffer.from(mine.bytes).toString('utf8')
        await api.push({ file, ...(mine.needed !== undefined && { needed: mine.needed }) })
        this.#handed = mine.hash
        told(undefined)
      } catch (error) {
        const answer = answeredWith(error)
        if (answer) told(answer.message)
        // Where the host could not be reached, the stream ends as well, and all is handed over on return.
        return
      }
    }
  }
}
