// Whether Electron's program is on this machine, and getting it where the network lets us.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failedToday, remember } from './onceADay.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'node_modules', 'electron')
const DOWNLOAD_LIMIT_MS = 180_000

/** Electron shows a window, so without a display it is of no use. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** @returns {string | undefined} the program's path, where it is there; nothing is downloaded */
export function electronProgram() {
  const pathFile = join(folder, 'path.txt')
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  if (!named && !existsSync(pathFile)) return undefined
  const program = join(named ?? join(folder, 'dist'), name)
  return existsSync(program) ? program : undefined
}

/** Downloads the program; a closed network is no failure, Debrief then opens in the browser. */
export function tryToGetElectron() {
  if (failedToday('electron')) return
  console.error('Setting up: downloading Electron (Debrief opens in the browser if that fails)')
  const got = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_LIMIT_MS,
  })
  remember('electron', got.status !== 0)
  if (got.status !== 0) console.error('Setting up: Electron could not be downloaded; will try again tomorrow')
}
