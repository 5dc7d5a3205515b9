import MiniSearch, { type SearchResult } from 'minisearch'
import type { SearchDocument } from './documents.ts'
import { fold, wordsOf, wordsWanted } from './words.ts'

interface Entry {
  readonly id: number
  readonly text: string
  readonly about: string
}

/** Where there is this much, the first two letters of a word would find a good part of everything, and take long to do so. */
const LARGE = 20_000
const SHORT = 2
/** Documents that are taken in before others get their turn. */
const CHUNK = 500
/** Letters that may be wrong, of each that a word has. */
const WRONG = 0.2

export interface Hit {
  readonly document: SearchDocument
  /** The words as they stand in it. */
  readonly terms: ReadonlySet<string>
}

/** Finds documents by their words. */
export class WordIndex {
  readonly #search = new MiniSearch<Entry>({
    fields: ['text', 'about'],
    tokenize: text => wordsOf(text).map(({ term }) => term),
    processTerm: term => term,
    autoVacuum: true,
  })
  readonly #documents = new Map<number, SearchDocument>()
  #next = 0

  get size(): number {
    return this.#documents.size
  }

  /** @returns the numbers under which they can be taken out again */
  async add(documents: readonly SearchDocument[]): Promise<number[]> {
    const ids: number[] = []
    for (let at = 0; at < documents.length; at += CHUNK) {
      if (at > 0) await new Promise(resolve => setImmediate(resolve))
      for (const document of documents.slice(at, at + CHUNK)) {
        const id = this.#next++
        this.#documents.set(id, document)
        this.#search.add({ id, text: document.text, about: document.about })
        ids.push(id)
      }
    }
    return ids
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) if (this.#documents.delete(id)) this.#search.discard(id)
  }

  /**
   * Documents with all of the words, or words that begin so, the best first. Where there are none: with words that are nearly the same.
   * @param mayShow what must not be found by who asks is passed over as if it were not there
   */
  find(
    text: string,
    mayShow: (document: SearchDocument) => boolean,
  ): { readonly hits: Hit[]; readonly nearly: boolean } {
    const wanted = wordsWanted(text)
    if (wanted.length === 0) return { hits: [], nearly: false }
    const large = this.size > LARGE
    const options = {
      combineWith: 'AND',
      tokenize: () => wanted,
      processTerm: fold,
      boost: { text: 2 },
      prefix: (term: string) => !large || term.length > SHORT || !/^[a-z]+$/.test(term),
      filter: ({ id }: SearchResult) => {
        const document = this.#documents.get(id)
        return document !== undefined && mayShow(document)
      },
    } as const
    const exact = this.#search.search(text, options)
    if (exact.length > 0) return { hits: this.#hits(exact), nearly: false }
    const near = this.#search.search(text, {
      ...options,
      // A number that is nearly the same is another one.
      fuzzy: (term: string) => (term.length > SHORT && !/\d/.test(term) ? WRONG : false),
    })
    return { hits: this.#hits(near), nearly: near.length > 0 }
  }

  #hits(results: readonly SearchResult[]): Hit[] {
    return results.flatMap(({ id, terms }) => {
      const document = this.#documents.get(id)
      return document ? [{ document, terms: new Set(terms) }] : []
    })
  }
}
