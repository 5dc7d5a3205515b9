import { BrowserWindow, screen, shell } from 'electron'
import { lockNavigation, lockSession } from './lockDown.ts'
import { fitToDisplays, minimumSize, readBounds, saveBounds, type WindowBounds } from './windowBounds.ts'

interface WindowOptions {
  /** The host's address, with its token in the fragment. */
  readonly address: string
  /** The sandboxed preload, absolute path. */
  readonly preload: string
  /** Where the window's place is remembered. */
  readonly boundsFile: string
  /** Asked before the window closes; false keeps it open. */
  readonly mayClose: () => Promise<boolean>
  readonly reportFailure: (error: unknown) => void
}

/** Opens the one window: sandboxed, isolated, locked to the host's own pages, where it was last time. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const { origin } = new URL(options.address)
  const primary = screen.getPrimaryDisplay()
  const areas = [primary, ...screen.getAllDisplays().filter(display => display.id !== primary.id)].map(
    d => d.workArea,
  )
  const { maximised, ...bounds } = fitToDisplays(readBounds(options.boundsFile), areas)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Debrief',
    backgroundColor: '#101316',
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Elsewhere than on a Mac the spelling dictionaries would be fetched from the network.
      spellcheck: process.platform === 'darwin',
    },
  })
  lockSession(window.webContents.session, origin)
  lockNavigation(window.webContents, origin, address => shell.openExternal(address))
  if (maximised) window.maximize()
  window.once('ready-to-show', () => window.show())
  handleClosing(window, options)
  window.loadURL(options.address).catch(options.reportFailure)
  return window
}

/** The first try to close asks; once that was agreed to, the place is remembered and the window goes. */
function handleClosing(window: BrowserWindow, { mayClose, boundsFile, reportFailure }: WindowOptions): void {
  let agreed = false
  window.on('close', event => {
    if (agreed) {
      const bounds: WindowBounds = { ...window.getNormalBounds(), maximised: window.isMaximized() }
      saveBounds(boundsFile, bounds).catch(reportFailure)
      return
    }
    event.preventDefault()
    mayClose()
      .catch(error => {
        reportFailure(error)
        return true
      })
      .then(may => {
        if (!may) return
        agreed = true
        window.close()
      })
  })
}
