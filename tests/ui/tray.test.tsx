import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { Tray } from '../../renderer/features/tray/Tray.tsx'
import { keys } from '../../renderer/lib/queries.ts'
import { queryClient } from '../../renderer/lib/queryClient.ts'
import { renderPart } from './renderPart.tsx'

const job = (id: string, result: unknown, part: Partial<JobView> = {}): JobView => ({
  id,
  kind: 'import',
  title: 'Import',
  state: 'done',
  progress: 1,
  startedAtMs: 0,
  result,
  ...part,
})
const refused = {
  imported: [],
  failed: [{ code: 'media.empty', message: 'empty.mp4 is empty.', file: 'empty.mp4' }],
}
const nothing = { imported: [], failed: [] }
const have = (...jobs: JobView[]) => act(() => queryClient.setQueryData(keys.jobs, jobs))

const on = (name: string, hidden = false) => <Tray screen={name} hidden={hidden} withoutExports={false} />
const head = () => screen.getByRole('button', { name: /^Done|under way/ })
const isOpen = () => head().getAttribute('aria-expanded') === 'true'

afterEach(() => queryClient.clear())

describe('the corner with what is under way', () => {
  it('folds when people go on and all went well, and opens again for news', async () => {
    queryClient.setQueryData(keys.jobs, [job('job:1', nothing)])
    const { show } = renderPart(on('library'))
    expect(isOpen()).toBe(true)
    show(on('clips'))
    expect(isOpen()).toBe(false)
    show(on('lesson', true))
    expect(screen.queryByRole('complementary')).toBeNull()
    show(on('library'))
    expect(isOpen()).toBe(false)
    have(job('job:2', nothing), job('job:1', nothing))
    await waitFor(() => expect(isOpen()).toBe(true))
  })

  it('stays open while something was refused or is still under way', async () => {
    queryClient.setQueryData(keys.jobs, [job('job:1', refused)])
    const { show } = renderPart(on('library'))
    show(on('clips'))
    expect(isOpen()).toBe(true)
    have(job('job:2', undefined, { state: 'running', progress: 0.5 }))
    await screen.findByText(/under way/)
    show(on('library'))
    expect(isOpen()).toBe(true)
  })

  it('stays as someone put it', async () => {
    queryClient.setQueryData(keys.jobs, [job('job:1', refused)])
    const { show } = renderPart(on('library'))
    await userEvent.click(head())
    show(on('clips'))
    expect(isOpen()).toBe(false)
  })
})
