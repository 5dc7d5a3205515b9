import SearchableMap from 'minisearch/SearchableMap'
import type { SearchDocument } from './documents.ts'
import { termsOf, wordsWanted } from './words.ts'

/** Documents that are taken in before others get their turn. */
const CHUNK = 500
/** Words this long may have one wrong letter, or two. */
const ONE_WRONG_FROM = 3
const TWO_WRONG_FROM = 8
/** A word that stands in what is shown counts more than one that only tells what it is about. */
const SHOWN = 2
const EXACT = 2
/** Places of removed documents are kept until there are so many, as taking them out costs a walk over all words. */
const SWEEP_FROM = 5000

export interface Hit {
  readonly document: SearchDocument
  /** The words as they stand in it. */
  readonly terms: ReadonlySet<string>
}

export interface Answer {
  /** The best first. */
  readonly hits: readonly Hit[]
  /** How many there are of each sort, those beyond the limit too. */
  readonly total: Record<SearchDocument['what'], number>
  /** No word is written so; these are nearly the same. */
  readonly nearly: boolean
}

export const none = (): Answer['total'] => ({ clip: 0, comment: 0, transcript: 0, lesson: 0 })

interface Expanded {
  readonly term: string
  /** Documents that have it: twice their number, plus 1 where it only tells what they are about. */
  readonly places: readonly number[]
  /** How well it fits what was typed. */
  readonly weight: number
}

const withinReach = (word: string): number =>
  // A number, or a pair of letters of a script without spaces, that is nearly the same is another one.
  /\d/.test(word) || word.length < ONE_WRONG_FROM ? 0 : word.length < TWO_WRONG_FROM ? 1 : 2

/**
 * Finds documents by their words. The words lie in MiniSearch's tree, which knows those that begin so and those that are nearly the same;
 * what documents have them is counted here, because answering each keystroke over 100,000 comments leaves no time for more.
 */
export class WordIndex {
  #terms = new SearchableMap<number[]>()
  /** The same places by the whole word: most words of a new document are known, and a walk down the tree costs several times as much. */
  #placesOf = new Map<string, number[]>()
  /** By number; what was taken out leaves a hole. */
  readonly #documents: (SearchDocument | undefined)[] = []
  #removed = 0

  #size = 0

  get size(): number {
    return this.#size
  }

  /** @returns the numbers under which they can be taken out again */
  async add(documents: readonly SearchDocument[]): Promise<number[]> {
    const ids: number[] = []
    for (let at = 0; at < documents.length; at += CHUNK) {
      if (at > 0) await new Promise(resolve => setImmediate(resolve))
      for (const document of documents.slice(at, at + CHUNK)) ids.push(this.#take(document))
    }
    return ids
  }

  #take(document: SearchDocument): number {
    const id = this.#documents.push(document) - 1
    this.#size += 1
    const shown = termsOf(document.text)
    for (const term of shown) this.#place(term, id * 2)
    if (document.about === '') return id
    for (const term of termsOf(document.about)) if (!shown.has(term)) this.#place(term, id * 2 + 1)
    return id
  }

  #place(term: string, place: number): void {
    const places = this.#placesOf.get(term)
    if (places) {
      places.push(place)
      return
    }
    const first = [place]
    this.#placesOf.set(term, first)
    this.#terms.set(term, first)
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) {
      if (!this.#documents[id]) continue
      this.#documents[id] = undefined
      this.#size -= 1
      this.#removed += 1
    }
    if (this.#removed < SWEEP_FROM || this.#removed < this.size / 4) return
    this.#removed = 0
    this.#terms = new SearchableMap<number[]>()
    const before = this.#placesOf
    this.#placesOf = new Map()
    for (const [term, places] of before) {
      const left = places.filter(place => this.#documents[place >> 1])
      if (left.length === 0) continue
      this.#placesOf.set(term, left)
      this.#terms.set(term, left)
    }
  }

  /**
   * Documents with all of the words, or words that begin so, the best first. Where there are none: with words that are nearly the same.
   * @param mayShow what must not be found by who asks is passed over as if it were not there
   * @param limit most documents of one sort
   */
  find(text: string, mayShow: (document: SearchDocument) => boolean, limit: number): Answer {
    const wanted = wordsWanted(text)
    if (wanted.length === 0) return { hits: [], total: none(), nearly: false }
    const beginning = wanted.map(word => this.#beginning(word))
    const exact = this.#having(beginning, mayShow, limit)
    if (exact.hits.length > 0) return { ...exact, nearly: false }
    const near = wanted.map((word, nth) => [...(beginning[nth] ?? []), ...this.#near(word)])
    const answer = this.#having(near, mayShow, limit)
    return { ...answer, nearly: answer.hits.length > 0 }
  }

  #beginning(word: string): Expanded[] {
    return [...this.#terms.atPrefix(word)].map(([term, places]) => ({
      term,
      places,
      weight: term === word ? EXACT : word.length / term.length,
    }))
  }

  #near(word: string): Expanded[] {
    const reach = withinReach(word)
    if (reach === 0) return []
    return [...this.#terms.fuzzyGet(word, reach)].flatMap(([term, [places, wrong]]) =>
      wrong === 0 || term.startsWith(word) ? [] : [{ term, places, weight: 1 / (1 + wrong) }],
    )
  }

  /** Documents that have at least one of the terms of each word. */
  #having(
    words: readonly (readonly Expanded[])[],
    mayShow: (document: SearchDocument) => boolean,
    limit: number,
  ): Omit<Answer, 'nearly'> {
    const room = this.#documents.length
    const scores = new Float64Array(room)
    /** How many of the words a document has so far. */
    const has = new Uint16Array(room)
    let found: number[] = []
    words.forEach((expanded, nth) => {
      found = []
      for (const { places, weight } of expanded) {
        // A word that few have says more of those that do.
        const says = weight * Math.log(1 + this.#size / places.length)
        for (const place of places) {
          const id = place >> 1
          const before = has[id] ?? 0
          if (before < nth) continue
          if (before === nth) {
            has[id] = nth + 1
            found.push(id)
          }
          scores[id] = (scores[id] ?? 0) + (place & 1 ? says : says * SHOWN)
        }
      }
    })
    const total = none()
    // Numbers sort many times faster than what they stand for: a score and a document's number go into one.
    const keys = new Float64Array(found.length)
    let count = 0
    for (const id of found) {
      const document = this.#documents[id]
      if (!document || !mayShow(document)) continue
      total[document.what] += 1
      keys[count++] = Math.round((scores[id] ?? 0) * 1000) * room + id
    }
    const sorted = keys.subarray(0, count).sort()
    const terms = new Set(words.flatMap(expanded => expanded.map(({ term }) => term)))
    const hits: Hit[] = []
    const taken = none()
    const wanted = Object.values(total).reduce((sum, each) => sum + Math.min(each, limit), 0)
    // Of equal ones the newest first.
    for (let at = count - 1; at >= 0 && hits.length < wanted; at--) {
      const document = this.#documents[(sorted[at] ?? 0) % room]
      if (document && ++taken[document.what] <= limit) hits.push({ document, terms })
    }
    return { hits, total }
  }
}
