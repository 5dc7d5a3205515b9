import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    // Not there or not to be run: both mean that it is none.
    return false
  }
}

const linuxBrowsers = [
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
  'vivaldi',
  'firefox',
]

/** A browser that can show Debrief without Electron; Windows and macOS bring one. */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (platform === 'win32') return 'Microsoft Edge (comes with Windows)'
  if (platform === 'darwin') return 'Safari (comes with macOS)'
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return linuxBrowsers.flatMap(name => folders.map(folder => join(folder, name))).find(isProgram)
}

export interface FoundElectron {
  readonly path: string
  readonly version: string
}

/** Electron where it runs this process, or where its program was downloaded into the package. */
export function findElectron(): FoundElectron | undefined {
  const { electron } = process.versions
  if (electron) return { path: process.execPath, version: electron }
  let folder: string
  try {
    folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    // An installation without development packages has none.
    return undefined
  }
  const said = join(folder, 'path.txt')
  if (!existsSync(said)) return undefined
  const path = join(folder, 'dist', readFileSync(said, 'utf8').trim())
  if (!isProgram(path)) return undefined
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { path, version }
}
