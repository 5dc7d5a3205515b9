// Finds a Chromium that is on this machine, for tests and for `npm start`.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const apps = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap(name =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(program =>
      join(process.env[name] ?? '', program),
    ),
  ),
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @returns {string | undefined} the program's path, from PATH */
export function findProgram(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
    .find(canRun)
}

/** @returns {string | undefined} the path of a Chromium: what CHROMIUM names, else what is installed */
export function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  return names.map(findProgram).find(found => found) ?? (apps[process.platform] ?? []).find(canRun)
}
