import { describe, expect, it } from 'vitest'
import { progressLine } from '../../../electron/cli/progress.ts'
import type { JobView } from '../../../electron/contract/api/jobs.ts'

const job = (more: Partial<JobView>): JobView => ({
  id: 'job:1',
  kind: 'export',
  title: 'A clip',
  state: 'running',
  progress: 0,
  startedAtMs: 0,
  ...more,
})

describe('progressLine', () => {
  it('shows how far one job is and how long it will take', () => {
    expect(progressLine([job({ progress: 0.5, etaMs: 12_300, note: 'Encoding' })])).toBe(
      '[============            ] 50 %  13 s left  Encoding',
    )
  })

  it('shows several jobs as one', () => {
    const jobs = [
      job({ state: 'done', progress: 1 }),
      job({ progress: 0.5, etaMs: 90_000 }),
      job({ state: 'queued' }),
    ]
    expect(progressLine(jobs)).toBe('[============            ] 50 %  1 of 3  2 min left  A clip')
  })
})
