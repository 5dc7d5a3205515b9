import { useQuery } from '@tanstack/react-query'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { api } from './api.ts'
import { keys } from './queries.ts'
import { queryClient } from './queryClient.ts'

/** What came of jobs while a list of them was on its way; undefined: dismissed. */
type News = Map<string, JobView | undefined>

const onTheirWay = new Set<News>()

const withNews = (list: readonly JobView[], news: News): JobView[] => {
  const known = list.flatMap(job => (news.has(job.id) ? (news.get(job.id) ?? []) : [job]))
  const fresh = [...news.values()].filter(job => job !== undefined)
  return [...known, ...fresh.filter(({ id }) => !list.some(job => job.id === id))]
}

/** The jobs as the host has them; what was heard of one while the list was on its way is newer than the list. */
export async function readJobs(): Promise<JobView[]> {
  const news: News = new Map()
  onTheirWay.add(news)
  try {
    return withNews(await api.jobs.list(), news)
  } finally {
    onTheirWay.delete(news)
  }
}

/** Puts a job's news into the list; jobs report often, so nothing is read again for it. */
export function takeJob(id: string, job: JobView | undefined): void {
  for (const news of onTheirWay) news.set(id, job)
  queryClient.setQueryData<JobView[]>(keys.jobs, list => list && withNews(list, new Map([[id, job]])))
}

export const useJobs = () => useQuery({ queryKey: keys.jobs, queryFn: readJobs })
