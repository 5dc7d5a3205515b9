import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DebriefError } from '../../../electron/contract/errors.ts'
import { runApp } from '../../../electron/main/app.ts'
import { FakeWindow, fakeApp, fakeDialog } from '../../fixtures/fakeElectron.ts'

vi.mock('electron', async () => (await import('../../fixtures/fakeElectron.ts')).fakeElectron)

const service = vi.hoisted(() => ({
  entrance: 'http://127.0.0.1:4711/#token=secret',
  libraryDir: () => undefined,
  jobs: vi.fn(async () => []),
  importFiles: vi.fn(async (_files: readonly string[]) => undefined),
  close: vi.fn(async () => undefined),
}))
const startService = vi.hoisted(() => vi.fn(async () => service))
vi.mock('../../../electron/main/service.ts', () => ({ startService }))

beforeEach(() => {
  vi.clearAllMocks()
  fakeApp.removeAllListeners()
  FakeWindow.last = undefined
})

async function launch() {
  runApp()
  await vi.waitFor(() => expect(FakeWindow.last).toBeDefined())
}

describe('starting the desktop app', () => {
  it('opens the window on the host that it started', async () => {
    await launch()
    expect(FakeWindow.last?.loaded).toEqual([service.entrance])
  })
  it('ends at once where it runs already', async () => {
    fakeApp.requestSingleInstanceLock.mockReturnValueOnce(false)
    runApp()
    expect(fakeApp.quit).toHaveBeenCalledOnce()
    expect(startService).not.toHaveBeenCalled()
  })
  it('shows the first window when it is started again, and takes the files along', async () => {
    await launch()
    const window = FakeWindow.last
    if (window) window.minimised = true
    fakeApp.emit('second-instance', {}, ['electron', 'app', 'lesson.mp4'], process.cwd())
    expect(window?.restore).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(service.importFiles.mock.calls[0]?.[0]?.[0]).toMatch(/lesson\.mp4$/))
  })
  it('keeps files that arrive before the window, and takes them in then', async () => {
    let ready: () => void = () => undefined
    fakeApp.whenReady.mockReturnValueOnce(
      new Promise(resolve => {
        ready = () => resolve(undefined)
      }),
    )
    runApp()
    fakeApp.emit('open-file', { preventDefault: vi.fn() }, 'early.mov')
    expect(service.importFiles).not.toHaveBeenCalled()
    ready()
    await vi.waitFor(() => expect(service.importFiles).toHaveBeenCalledWith(['early.mov']))
  })
  it('says why it cannot start, and ends with a failure', async () => {
    startService.mockRejectedValueOnce(
      new DebriefError('disk.full', 'The disk is full. Make room and start again.'),
    )
    runApp()
    await vi.waitFor(() => expect(fakeApp.exit).toHaveBeenCalledWith(1))
    expect(fakeDialog.showErrorBox).toHaveBeenCalledWith(
      'Debrief',
      'The disk is full. Make room and start again.',
    )
  })
  it('closes the library before it quits', async () => {
    await launch()
    const preventDefault = vi.fn()
    fakeApp.emit('will-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(fakeApp.quit).toHaveBeenCalledOnce())
    expect(service.close).toHaveBeenCalledOnce()
  })
})
