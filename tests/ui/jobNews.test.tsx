import { act } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import type { JobView } from '../../electron/contract/api/jobs.ts'
import { JobNews } from '../../renderer/app/JobNews.tsx'
import { awaitJob, useAwaited } from '../../renderer/lib/jobs.ts'
import { sayDone } from '../../renderer/lib/notices.ts'
import { keys } from '../../renderer/lib/queries.ts'
import { queryClient } from '../../renderer/lib/queryClient.ts'
import { renderPart } from './renderPart.tsx'

vi.mock('../../renderer/lib/notices.ts', () => ({ sayDone: vi.fn(), sayExplained: vi.fn() }))

const job = (state: JobView['state']): JobView => ({
  id: 'job:1',
  kind: 'report',
  title: 'Report',
  state,
  progress: 1,
  startedAtMs: 0,
  ...(state === 'done' && {
    result: { file: 'Verbs – debrief.html', title: 'Verbs', comments: 2, pictures: 2 },
  }),
})

/** The list changes, and all who look at it have heard. */
const have = (state: JobView['state']) =>
  act(async () => {
    queryClient.setQueryData(keys.jobs, [job(state)])
    await new Promise(resolve => setTimeout(resolve))
  })

afterEach(() => {
  queryClient.clear()
  vi.mocked(sayDone).mockClear()
})

describe('the news of work that someone waits for', () => {
  it('is told once, also where the work is over before the answer to who began it is here', async () => {
    queryClient.setQueryData(keys.jobs, [])
    renderPart(<JobNews inRoom={false} />)
    await have('running')
    await have('done')
    expect(sayDone).toHaveBeenCalledTimes(1)
    act(() => awaitJob('job:1'))
    expect(useAwaited.getState().ids.has('job:1')).toBe(false)
    expect(sayDone).toHaveBeenCalledTimes(1)
  })

  it('is told of work that was over before this page heard of it', async () => {
    queryClient.setQueryData(keys.jobs, [job('done')])
    renderPart(<JobNews inRoom={false} />)
    expect(sayDone).not.toHaveBeenCalled()
    act(() => awaitJob('job:1'))
    expect(sayDone).toHaveBeenCalledTimes(1)
  })
})
