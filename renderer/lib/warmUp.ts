import type { LessonEntry } from '../../electron/contract/api/lessons.ts'
import { api } from './api.ts'
import { readJobs } from './jobList.ts'
import { keys, lessonsQuery } from './queries.ts'
import { queryClient } from './queryClient.ts'
import { readSettings } from './settings.ts'
import { askForFirstCards } from './summaries.ts'

/** Asks for what every first screen needs, all at once, while its code is still on its way. */
export function warmUp(): void {
  const ask = <T>(queryKey: readonly unknown[], queryFn: () => Promise<T>) =>
    void queryClient.prefetchQuery({ queryKey, queryFn })
  ask(keys.info, () => api.app.info())
  ask(keys.people, () => api.people.list())
  void queryClient.prefetchQuery(lessonsQuery)
  ask(keys.rubrics, () => api.rubrics.list())
  ask(keys.jobs, readJobs)
}

/** Asks for what the library's first cards show, once it is known which they are and who is here: what may be seen hangs on that. */
export async function warmUpCards(): Promise<void> {
  const settings = queryClient.prefetchQuery({ queryKey: keys.settings, queryFn: readSettings })
  await Promise.all([queryClient.prefetchQuery(lessonsQuery), settings])
  askForFirstCards(queryClient.getQueryData<LessonEntry[]>(keys.lessons) ?? [])
}
