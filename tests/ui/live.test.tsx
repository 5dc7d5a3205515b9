import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { takeEvent } from '../../renderer/lib/live.ts'
import { keys } from '../../renderer/lib/queries.ts'
import { queryClient } from '../../renderer/lib/queryClient.ts'

const job = (part: Partial<JobView>): JobView => ({
  id: 'job:1',
  kind: 'export',
  title: 'A clip',
  state: 'running',
  progress: 0,
  startedAtMs: 0,
  ...part,
})
const jobs = () => queryClient.getQueryData<readonly JobView[]>(keys.jobs)

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  queryClient.clear()
})

describe('what the host tells', () => {
  it('puts a job’s news into the list without asking for the list again', () => {
    queryClient.setQueryData(keys.jobs, [job({ id: 'job:0' }), job({})])
    takeEvent({ type: 'job.changed', job: job({ progress: 0.5 }) })
    takeEvent({ type: 'job.changed', job: job({ id: 'job:2', title: 'Another' }) })
    takeEvent({ type: 'job.dismissed', jobId: 'job:0' })
    expect(jobs()?.map(({ id, progress }) => [id, progress])).toEqual([
      ['job:1', 0.5],
      ['job:2', 0],
    ])
  })

  it('reads again once for a burst of changes, and once more for what came while it read', async () => {
    let asked = 0
    const answers: (() => void)[] = []
    const spy = vi.spyOn(queryClient, 'invalidateQueries').mockImplementation(filters => {
      if (JSON.stringify(filters?.queryKey) !== JSON.stringify(keys.lessons)) return Promise.resolve()
      asked += 1
      return new Promise(resolve => answers.push(() => resolve()))
    })
    for (let at = 0; at < 100; at += 1) takeEvent({ type: 'catalog.changed' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toBe(1)
    for (let at = 0; at < 100; at += 1) takeEvent({ type: 'catalog.changed' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toBe(1)
    answers[0]?.()
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toBe(2)
    answers[1]?.()
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toBe(2)
    spy.mockRestore()
  })
  it('reads comments at once, whatever is still being read, and those behind it together', async () => {
    const asked: string[] = []
    const comments = JSON.stringify(keys.comments('lesson:A'))
    const spy = vi.spyOn(queryClient, 'invalidateQueries').mockImplementation(filters => {
      const key = JSON.stringify(filters?.queryKey)
      asked.push(key)
      // What is slow to answer keeps nobody's words waiting.
      return key === comments ? Promise.resolve() : new Promise(() => undefined)
    })
    takeEvent({ type: 'lesson.changed', lessonId: 'lesson:A' })
    expect(asked).toEqual([comments])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked.length).toBeGreaterThan(1)
    expect(asked.filter(key => key === comments)).toHaveLength(1)
    const before = asked.length
    for (let at = 0; at < 100; at += 1) takeEvent({ type: 'lesson.changed', lessonId: 'lesson:A' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked.slice(before)).toEqual([comments, comments])
    spy.mockRestore()
  })
})
