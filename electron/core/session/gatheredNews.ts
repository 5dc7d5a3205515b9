import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import { gatherNews, type LessonNews, type NewsParts } from './news.ts'

/** A lesson as guests may know it, gathered once for each change and not once for each guest. */
export class GatheredNews {
  readonly #gather: () => Promise<LessonNews>
  readonly #withheldChanged: () => void
  #gathered: { readonly words: number; readonly news: Promise<LessonNews> } | undefined
  /** Names of the recordings that guests cannot watch. */
  withheld: readonly string[] = []

  constructor(parts: NewsParts, host: PersonId, lessonId: LessonId, withheldChanged: () => void) {
    this.#gather = () => gatherNews(parts, host, lessonId)
    this.#withheldChanged = withheldChanged
  }

  /** @param words counts the changes of the lesson */
  at(words: number): Promise<LessonNews> {
    if (this.#gathered?.words === words) return this.#gathered.news
    const news = this.#gather()
    this.#gathered = { words, news }
    news.then(
      ({ withheld }) => {
        if (withheld.join() === this.withheld.join()) return
        this.withheld = withheld
        this.#withheldChanged()
      },
      // Whoever waits for it hears of the failure; the next look gathers anew.
      () => {
        this.#gathered = undefined
      },
    )
    return news
  }
}
