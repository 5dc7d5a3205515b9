import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, shell } from 'electron'
import { DebriefError } from '../contract/errors.ts'
import { builtResourcesDir, builtUiDir, localHome, programVersion } from '../host/places.ts'
import { mayClose } from './closing.ts'
import { launchWords } from './launchWords.ts'
import { openMainWindow } from './mainWindow.ts'
import { menuTemplate } from './menu.ts'
import { addressOfMoment, MOMENT_PROTOCOL } from './momentLinks.ts'
import { nativeShell } from './nativeShell.ts'
import { sortFiles } from './openedFiles.ts'
import { type Service, startService } from './service.ts'

/**
 * Runs the desktop app: one instance, one window, one host. Electron's events drive it from here on; it ends when the window
 * is closed.
 */
export function runApp(): void {
  const home = localHome()
  // Chromium's own profile lies with everything else local, so that one folder holds (and one deletion removes) it all.
  app.setPath('userData', join(home, 'window'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }

  // From a checkout the system would start Electron without the app's folder.
  if (app.isPackaged) app.setAsDefaultProtocolClient(MOMENT_PROTOCOL)

  let service: Service | undefined
  let window: BrowserWindow | undefined
  /** Files that the system names before the window is there (macOS does). */
  const waiting: string[] = []

  const openFiles = async (files: readonly string[]): Promise<void> => {
    if (!service) {
      waiting.push(...files)
      return
    }
    const { recordings, packages } = sortFiles(files)
    if (recordings.length > 0) await service.importFiles(recordings)
    if (packages.length > 0) await service.openPackages(packages)
  }

  /** A link that came before the window was there. */
  let waitingLink: string | undefined
  const openMoment = async (link: string): Promise<void> => {
    const address = addressOfMoment(link)
    if (address === undefined) return
    if (!window) {
      waitingLink = link
      return
    }
    // Within the page, so that it keeps its token; the address holds an id and a number and nothing else.
    await window.webContents.executeJavaScript(`location.hash = ${JSON.stringify(address)}`)
  }

  const start = async (): Promise<void> => {
    const words = launchWords(ownWords(process.argv), process.cwd())
    const started = await startService({
      home,
      uiDir: builtUiDir,
      resourcesDir: app.isPackaged ? join(process.resourcesPath, 'debrief') : builtResourcesDir,
      version: programVersion,
      shell: nativeShell(() => window),
      ...(words.libraryDir ? { libraryDir: words.libraryDir } : {}),
    })
    service = started
    const opened = openMainWindow({
      address: started.entrance,
      preload: join(app.getAppPath(), 'dist', 'preload', 'preload.cjs'),
      boundsFile: join(home, 'window.json'),
      mayClose: async () => mayClose(window, await started.jobs()),
      reportFailure: report,
    })
    window = opened
    opened.on('closed', () => {
      window = undefined
    })
    setMenu(opened, started, home)
    await openFiles([...waiting.splice(0), ...words.files])
    const link = waitingLink ?? words.link
    if (link === undefined) return
    if (opened.webContents.isLoading())
      opened.webContents.once('did-finish-load', () => void openMoment(link).catch(report))
    else await openMoment(link)
  }

  app.on('open-file', (event, file) => {
    event.preventDefault()
    openFiles([file]).catch(report)
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    openMoment(link).catch(report)
  })
  app.on('second-instance', (_event, argv, workingDir) => {
    if (window) bringToFront(window)
    const { files, link } = launchWords(ownWords(argv), workingDir)
    openFiles(files).catch(report)
    if (link !== undefined) openMoment(link).catch(report)
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', event => {
    const closing = service
    if (!closing) return
    event.preventDefault()
    service = undefined
    closing
      .close()
      .catch(report)
      .finally(() => app.quit())
  })
  app
    .whenReady()
    .then(start)
    .catch(error => {
      report(error)
      app.exit(1)
    })
}

/** What was typed behind the program: from a checkout, Electron's own first word is the app's folder. */
const ownWords = (argv: readonly string[]): readonly string[] => argv.slice(app.isPackaged ? 1 : 2)

function report(error: unknown): void {
  dialog.showErrorBox('Debrief', error instanceof DebriefError ? error.message : String(error))
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function setMenu(window: BrowserWindow, service: Service, home: string): void {
  const template = menuTemplate({
    platform: process.platform,
    packaged: app.isPackaged,
    pressKey: ({ keyCode, modifiers }) =>
      window.webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers: [...modifiers] }),
    showLibraryFolder: () => {
      const dir = service.libraryDir()
      if (dir) void shell.openPath(dir)
    },
    showLogFolder: () => void shell.openPath(join(home, 'logs')),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
