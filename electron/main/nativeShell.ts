import { type BrowserWindow, dialog, shell } from 'electron'
import type { Shell } from '../core/call.ts'

/** Dialogs are modal to the window where there is one. */
export function nativeShell(currentWindow: () => BrowserWindow | undefined): Shell {
  const ask = (options: Electron.OpenDialogOptions) => {
    const window = currentWindow()
    return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options)
  }
  return {
    dropPaths: true,
    async chooseFiles() {
      const answer = await ask({
        title: 'Import recordings',
        buttonLabel: 'Import',
        properties: ['openFile', 'multiSelections'],
      })
      return answer.canceled ? [] : answer.filePaths
    },
    async chooseFolder() {
      const answer = await ask({ title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] })
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
    async reveal(path) {
      shell.showItemInFolder(path)
    },
  }
}
