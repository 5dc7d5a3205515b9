import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openMainWindow } from '../../../electron/main/mainWindow.ts'
import { FakeWindow } from '../../fixtures/fakeElectron.ts'

vi.mock('electron', async () => (await import('../../fixtures/fakeElectron.ts')).fakeElectron)

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'debrief-window-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

function open(mayClose: () => Promise<boolean> = async () => true) {
  const reportFailure = vi.fn()
  openMainWindow({
    address: 'http://127.0.0.1:4711/#token=secret',
    preload: 'preload.cjs',
    boundsFile: join(dir, 'window.json'),
    mayClose,
    reportFailure,
  })
  const window = FakeWindow.last
  if (!window) throw new Error('no window was opened')
  return { window, reportFailure }
}

describe('the main window', () => {
  it('is isolated and sandboxed and brings no Node into the page', () => {
    expect(open().window.options.webPreferences).toMatchObject({
      preload: 'preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
    })
  })
  it('loads the host’s address, and appears when it can be seen', () => {
    const { window } = open()
    expect(window.loaded).toEqual(['http://127.0.0.1:4711/#token=secret'])
    expect(window.show).not.toHaveBeenCalled()
    window.emit('ready-to-show')
    expect(window.show).toHaveBeenCalledOnce()
  })
  it('locks its session and its navigation', () => {
    const { window } = open()
    expect(window.webContents.session.setPermissionRequestHandler).toHaveBeenCalledOnce()
    expect(window.webContents.setWindowOpenHandler).toHaveBeenCalledOnce()
    expect(window.webContents.listenerCount('will-navigate')).toBe(1)
  })
  it('stays open when the person wants to keep exporting', async () => {
    const { window } = open(async () => false)
    window.close()
    await vi.waitFor(() => expect(window.destroyed).toBe(false))
  })
  it('closes when it may, and remembers where it was', async () => {
    const { window } = open()
    window.close()
    await vi.waitFor(() => expect(window.destroyed).toBe(true))
    await vi.waitFor(async () =>
      expect(JSON.parse(await readFile(join(dir, 'window.json'), 'utf8'))).toEqual({
        x: 10,
        y: 20,
        width: 1200,
        height: 800,
        maximised: false,
      }),
    )
  })
  it('can still be closed when the question itself fails, and says so', async () => {
    const { window, reportFailure } = open(async () => {
      throw new Error('host is gone')
    })
    window.close()
    await vi.waitFor(() => expect(window.destroyed).toBe(true))
    expect(reportFailure).toHaveBeenCalledOnce()
  })
})
