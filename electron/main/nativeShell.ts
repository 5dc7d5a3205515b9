import { type BrowserWindow, dialog, safeStorage, shell } from 'electron'
import type { Secrets, Shell } from '../core/call.ts'

/** The system's key store; Linux without one only hides what it is given, which a file for this user alone does as well. */
function secretsOf(): { secrets?: Secrets } {
  if (!safeStorage.isEncryptionAvailable()) return {}
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return {}
  return {
    secrets: {
      seal: async secret => safeStorage.encryptString(secret).toString('base64'),
      open: async sealed => {
        try {
          return safeStorage.decryptString(Buffer.from(sealed, 'base64'))
        } catch {
          // Sealed by another user or machine: there is no key here that opens it.
          return undefined
        }
      },
    },
  }
}

/** Dialogs are modal to the window where there is one. */
export function nativeShell(currentWindow: () => BrowserWindow | undefined): Shell {
  const ask = (options: Electron.OpenDialogOptions) => {
    const window = currentWindow()
    return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options)
  }
  return {
    dropPaths: true,
    ...secretsOf(),
    async chooseFiles() {
      const answer = await ask({
        title: 'Open recordings or packages',
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
