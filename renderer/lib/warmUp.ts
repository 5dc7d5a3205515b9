import { api } from './api.ts'
import { readJobs } from './jobList.ts'
import { keys } from './queries.ts'
import { queryClient } from './queryClient.ts'

/** Asks for what every first screen needs, all at once, while its code is still on its way. */
export function warmUp(): void {
  const ask = <T>(queryKey: readonly unknown[], queryFn: () => Promise<T>) =>
    void queryClient.prefetchQuery({ queryKey, queryFn })
  ask(keys.info, () => api.app.info())
  ask(keys.people, () => api.people.list())
  ask(keys.lessons, () => api.lessons.list())
  ask(keys.rubrics, () => api.rubrics.list())
  ask(keys.jobs, readJobs)
}
