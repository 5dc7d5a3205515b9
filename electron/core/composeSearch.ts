import type { ClipParts } from './clips/clips.ts'
import type { RubricShelf } from './rubrics/shelf.ts'
import { criterionWordsOf } from './search/criterionWordsOf.ts'
import { searchProcedures } from './search/procedures.ts'
import type { Search, SearchParts } from './search/search.ts'

interface FindingParts extends Pick<SearchParts, 'library' | 'author'>, Pick<ClipParts, 'summary'> {
  readonly rubrics: Pick<RubricShelf, 'list'>
}

/** The search over the library; its index is loaded when somebody searches. */
export function composeSearch({ library, author, summary, rubrics }: FindingParts) {
  let made: Promise<Search> | undefined
  const make = async () => {
    const { createSearch } = await import('./search/search.ts')
    return createSearch({
      library,
      author,
      hidden: async (caller, lessonId) => (await summary(caller, lessonId)).hidden,
      meanings: async () => criterionWordsOf(await rubrics.list()),
    })
  }
  return searchProcedures(() => {
    made ??= make()
    return made
  })
}
