// Opens Debrief: in Electron where its program is there, else in the default browser; without a display it prints the
// address and keeps serving. Arguments go through: npm start -- --library DIR
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronProgram, hasDisplay } from './electronBinary.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const words = process.argv.slice(2)
/** An Electron that ends with an error this soon could not start at all (a library of the system is missing). */
const STARTED_AFTER_MS = 5000

/** Runs a program with our terminal, and passes on what tells us to stop. @returns its exit code */
function run(program, args) {
  return new Promise(resolve => {
    const child = spawn(program, args, { cwd: process.cwd(), stdio: 'inherit' })
    const pass = signal => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    // A shell that npm put between itself and us dies without a word when npm is told to stop.
    const parent = process.ppid
    const orphaned = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000)
    const end = code => {
      clearInterval(orphaned)
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
      resolve(code)
    }
    child.once('error', () => end(1))
    child.once('exit', (code, signal) => end(signal ? 0 : code))
  })
}

/** @returns whether Electron ran; false where it could not start */
async function runElectron(program) {
  const began = Date.now()
  // Chromium's sandbox refuses to run for root; only there it is left out.
  const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
  const code = await run(program, [...asRoot, root, ...words])
  if (code !== 0 && Date.now() - began < STARTED_AFTER_MS) return false
  process.exitCode = code
  return true
}

const electron = hasDisplay() && existsSync(join(root, 'dist/main/main.mjs')) ? electronProgram() : undefined
if (!electron || !(await runElectron(electron))) {
  if (electron) console.error('Electron could not start here, so Debrief opens in the browser.')
  const opens = hasDisplay() && !process.env.CI ? '--open' : '--no-open'
  const said = words.some(word => word === '--open' || word === '--no-open') ? [] : [opens]
  process.exitCode = await run(process.execPath, [
    join(root, 'dist/cli/debrief.mjs'),
    'serve',
    ...said,
    ...words,
  ])
}
