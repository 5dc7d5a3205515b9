import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobView } from '../../../../electron/contract/api/jobs.ts'
import { readJobs, takeJob } from '../../../../renderer/lib/jobList.ts'
import { keys } from '../../../../renderer/lib/queries.ts'
import { queryClient } from '../../../../renderer/lib/queryClient.ts'

let answer: (list: JobView[]) => void = () => undefined
vi.mock('../../../../renderer/lib/api.ts', () => ({
  api: { jobs: { list: () => new Promise<JobView[]>(resolve => (answer = resolve)) } },
}))

const job = (id: string, state: JobView['state']): JobView => ({
  id,
  kind: 'report',
  title: 'Report',
  state,
  progress: 0.5,
  startedAtMs: 0,
})
const states = (list: readonly JobView[] | undefined) => list?.map(({ id, state }) => `${id} ${state}`)

beforeEach(() => queryClient.clear())

describe('the list of jobs', () => {
  it('has what was heard of a job while the list was on its way, and not what the list says of it', async () => {
    const reading = readJobs()
    takeJob('job:1', job('job:1', 'done'))
    takeJob('job:2', undefined)
    takeJob('job:4', job('job:4', 'running'))
    answer([job('job:1', 'running'), job('job:2', 'done'), job('job:3', 'running')])
    expect(states(await reading)).toEqual(['job:1 done', 'job:3 running', 'job:4 running'])
  })

  it('takes news of a job, and forgets one that is dismissed', () => {
    queryClient.setQueryData(keys.jobs, [job('job:1', 'running')])
    takeJob('job:1', job('job:1', 'done'))
    takeJob('job:2', job('job:2', 'queued'))
    expect(states(queryClient.getQueryData(keys.jobs))).toEqual(['job:1 done', 'job:2 queued'])
    takeJob('job:1', undefined)
    expect(states(queryClient.getQueryData(keys.jobs))).toEqual(['job:2 queued'])
  })

  it('says nothing of what came before it was asked for', async () => {
    takeJob('job:1', job('job:1', 'running'))
    const reading = readJobs()
    answer([job('job:1', 'done')])
    expect(states(await reading)).toEqual(['job:1 done'])
  })
})
