import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobView } from '../../../electron/contract/api/jobs.ts'
import { mayClose, unfinishedExports } from '../../../electron/main/closing.ts'
import { nativeShell } from '../../../electron/main/nativeShell.ts'
import { fakeDialog, fakeShell } from '../../fixtures/fakeElectron.ts'

vi.mock('electron', async () => (await import('../../fixtures/fakeElectron.ts')).fakeElectron)

beforeEach(() => {
  vi.clearAllMocks()
})

const job = (kind: JobView['kind'], state: JobView['state']): JobView => ({
  id: `${kind}-${state}`,
  kind,
  state,
  title: kind,
  progress: 0,
  startedAtMs: 0,
})

describe('closing while clips are exported', () => {
  it('counts exports that are not done, and nothing else', () => {
    expect(
      unfinishedExports([
        job('export', 'queued'),
        job('export', 'running'),
        job('export', 'done'),
        job('proxy', 'running'),
      ]),
    ).toBe(2)
  })
  it('asks nothing when nothing would be lost', async () => {
    expect(await mayClose(undefined, [job('proxy', 'running'), job('export', 'failed')])).toBe(true)
    expect(fakeDialog.showMessageBox).not.toHaveBeenCalled()
  })
  it.each([
    [0, false],
    [1, true],
  ])('with answer %i closes: %s', async (response, closes) => {
    fakeDialog.showMessageBox.mockResolvedValueOnce({ response })
    expect(await mayClose(undefined, [job('export', 'running')])).toBe(closes)
  })
  it('keeps exporting when the question is dismissed', async () => {
    await mayClose(undefined, [job('export', 'running')])
    expect(fakeDialog.showMessageBox.mock.calls[0]?.[0]).toMatchObject({ cancelId: 0, defaultId: 0 })
  })
})

describe('native dialogs', () => {
  const shell = nativeShell(() => undefined)
  it('gives the chosen recordings', async () => {
    fakeDialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['a.mp4', 'b.mov'] })
    expect(await shell.chooseFiles?.()).toEqual(['a.mp4', 'b.mov'])
  })
  it('gives nothing when the person thinks better of it', async () => {
    fakeDialog.showOpenDialog.mockResolvedValue({ canceled: true, filePaths: ['a.mp4'] })
    expect(await shell.chooseFiles?.()).toEqual([])
    expect(await shell.chooseFolder?.()).toBeNull()
  })
  it('shows a file where it lies', async () => {
    await shell.reveal?.('clip.mp4')
    expect(fakeShell.showItemInFolder).toHaveBeenCalledWith('clip.mp4')
  })
})
