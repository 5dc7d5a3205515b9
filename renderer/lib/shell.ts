import { BRIDGE_NAME, type Bridge } from '../../electron/contract/bridge.ts'
import { api } from './api.ts'
import { sayError } from './notices.ts'
import { askInPage } from './picker.ts'
import { keys } from './queries.ts'
import { queryClient } from './queryClient.ts'

declare global {
  interface Window {
    readonly [BRIDGE_NAME]?: Bridge
  }
}

const capabilities = async () =>
  (await queryClient.ensureQueryData({ queryKey: keys.info, queryFn: () => api.app.info() })).capabilities

/** Lets a person choose recordings: by the system's own dialog where the shell has one, else in the page. Empty: none chosen. */
export async function chooseFiles(title: string): Promise<readonly string[]> {
  return (await capabilities()).dialogs
    ? api.shell.chooseFiles()
    : ((await askInPage({ kind: 'files', title })) ?? [])
}

/** The same for one folder. Null: none chosen. */
export async function chooseFolder(title: string, confirm = 'Choose this folder'): Promise<string | null> {
  if ((await capabilities()).dialogs) return api.shell.chooseFolder()
  return (await askInPage({ kind: 'folder', title, confirm }))?.[0] ?? null
}

/** The path of a dropped file where the shell knows it; undefined in a browser. */
export function pathOf(file: File): string | undefined {
  return window[BRIDGE_NAME]?.pathOfFile(file) || undefined
}

/** Shows a file in the system's file manager; only where `capabilities.reveal` says so. */
export const reveal = (path: string): void => void api.shell.reveal({ path }).catch(error => sayError(error))
