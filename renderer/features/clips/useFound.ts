import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'

/** Rows of one sort that are shown at most. */
const LIMIT = 60
/** Between two letters of who types quickly. */
const PAUSE_MS = 60
/** While a big library is read for the first time, what is found so far is shown, and asked for again. */
const AGAIN_MS = 300

/** What has the words; asked for again whenever something in the library changed. Without words, the library is made ready. */
export function useFound(text: string) {
  const [words] = useDebouncedValue(text.trim(), text.trim() === '' ? 0 : PAUSE_MS)
  return useQuery({
    queryKey: keys.search(words),
    queryFn: ({ signal }) => api.search.find({ text: words, limit: LIMIT, partly: true }, { signal }),
    refetchInterval: ({ state }) => (state.data?.pending ? AGAIN_MS : false),
    placeholderData: keepPreviousData,
  })
}
