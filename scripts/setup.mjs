// Makes a fresh clone ready: packages, ffmpeg, fonts, a browser, the build. Uses nothing but Node itself.
//   node scripts/setup.mjs start    what `npm start` needs (prestart)
//   node scripts/setup.mjs test     what `npm test` needs (pretest)
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronProgram, hasDisplay, tryToGetElectron } from './electronBinary.mjs'
import { findBrowser, findProgram } from './findBrowser.mjs'
import { failedToday, remember } from './onceADay.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const purpose = process.argv[2] === 'test' ? 'test' : 'start'
const APT_LIMIT_MS = 600_000
const say = sentence => console.error(`Setting up: ${sentence}`)

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** Whether node_modules holds what package-lock.json names; optional packages may be missing, as on a closed network. */
function packagesMatch() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {}
  const there = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!there) return false
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true
    return there[place] ? there[place].version === version : optional === true
  })
}

function installPackages() {
  if (packagesMatch()) return
  say('installing packages (npm ci)')
  const npm = process.env.npm_execpath
  const [program, ...first] = npm
    ? [process.execPath, npm]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const done = spawnSync(program, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !npm && process.platform === 'win32',
  })
  if (done.status === 0) return
  say('the packages could not be installed. Check the network, then run: npm ci')
  process.exit(1)
}

/** Programs that come with the packages count where they run. */
function runs(program) {
  return Boolean(program) && spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0
}

const hasFfmpeg = () =>
  (findProgram('ffmpeg') && findProgram('ffprobe')) ||
  (purpose === 'start' &&
    runs(join(root, 'node_modules', 'ffmpeg-static', process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')))

const needsBrowser = () =>
  !findBrowser() &&
  (purpose === 'test' || (hasDisplay() && process.platform === 'linux' && !electronProgram()))

const hasDebianPackage = name => existsSync(`/var/lib/dpkg/info/${name}.list`)

/** With what shared folders and network drives are tried, and in which of Debian's packages it is. */
const sharing = [
  ['syncthing', 'syncthing'],
  ['rclone', 'rclone'],
  ['fusermount3', 'fuse3'],
]

/** Debian's names of what is missing. */
function missingDebianPackages() {
  const fonts = ['fonts-noto-core', 'fonts-noto-cjk', 'fonts-noto-color-emoji']
  return [
    ...(hasFfmpeg() ? [] : ['ffmpeg']),
    ...(needsBrowser() ? ['chromium'] : []),
    ...(purpose === 'test'
      ? sharing.filter(([program]) => !findProgram(program)).map(([, name]) => name)
      : []),
    ...fonts.filter(name => !hasDebianPackage(name)),
  ]
}

function installDebianPackages(packages) {
  const byHand = `apt-get install ${packages.join(' ')}`
  if (purpose === 'start' && failedToday('apt')) return say(`${packages.join(', ')} missing. Run: ${byHand}`)
  say(`installing ${packages.join(', ')} (apt-get)`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, stdio: ['ignore', 'ignore', 2], timeout: APT_LIMIT_MS }
  spawnSync('apt-get', ['update', '-qq'], options)
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
  remember('apt', done.status !== 0)
  if (done.status !== 0) say(`that failed. Run it yourself: ${byHand}`)
}

/** How other systems install what is missing; said, not done. */
function sayWhatIsMissing() {
  const missing = [...(hasFfmpeg() ? [] : ['ffmpeg']), ...(needsBrowser() ? ['chromium'] : [])]
  if (missing.length === 0) return
  const lines = {
    darwin: `brew install ${missing.map(name => (name === 'chromium' ? '--cask chromium' : name)).join(' && brew install ')}`,
    win32: `winget install ${missing.map(name => (name === 'ffmpeg' ? 'Gyan.FFmpeg' : 'Google.Chrome')).join(' ')}`,
  }
  const otherLine = findProgram('dnf') ? 'sudo dnf install' : 'sudo apt-get install'
  say(
    `${missing.join(' and ')} missing. Run: ${lines[process.platform] ?? `${otherLine} ${missing.join(' ')}`}`,
  )
}

function installSystemParts() {
  const isDebian =
    process.platform === 'linux' && existsSync('/usr/bin/apt-get') && existsSync('/var/lib/dpkg')
  if (!isDebian || process.getuid() !== 0) return sayWhatIsMissing()
  const packages = missingDebianPackages()
  if (packages.length > 0) installDebianPackages(packages)
}

installPackages()
if (purpose === 'start' && hasDisplay() && !process.env.CI && !electronProgram()) tryToGetElectron()
installSystemParts()
const { buildAll } = await import('./build.mjs')
await buildAll({ ifChanged: true }).catch(error => {
  say(error.message)
  process.exit(1)
})
