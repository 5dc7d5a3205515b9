// Builds dist/: the renderer, the page of guests in a browser, the command line, Electron's main process and preload.
//   node scripts/build.mjs               everything
//   node scripts/build.mjs --renderer    the page alone (or --node: all but the page)
//   node scripts/build.mjs --if-changed  nothing where the sources are those of the last build
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

const parts = {
  renderer: { configs: ['vite.config.ts'], sources: ['renderer', 'electron/contract'], makes: ['renderer'] },
  guest: { configs: ['vite.guest.config.ts'], sources: ['renderer', 'electron/contract'], makes: ['guest'] },
  node: {
    configs: ['vite.node.config.ts', 'vite.preload.config.ts'],
    sources: ['electron'],
    makes: ['cli', 'main', 'preload', 'chunks'],
  },
}

/** @returns a hash over names and bytes of all that goes into a part */
function hashOf({ configs, sources }) {
  const hash = createHash('sha256').update(process.version)
  const files = [...configs, 'package.json', 'package-lock.json', 'scripts/build.mjs']
  for (const folder of sources) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(root.length))
    }
  }
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const stampOf = part => join(dist, `.${part}.hash`)

/** Whether the part is there and was built from just these sources. */
function isFresh(part, hash) {
  const landmark = part === 'node' ? 'cli/debrief.mjs' : `${part}/index.html`
  const stamp = stampOf(part)
  return existsSync(join(dist, landmark)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

/** Builds beside the old output and then takes its place, so that a failed build leaves the last good one. */
async function build(part) {
  const { build: viteBuild } = await import('vite')
  const beside = join(dist, `.building-${part}-${process.pid}`)
  rmSync(beside, { recursive: true, force: true })
  try {
    for (const config of parts[part].configs) {
      if (config === 'vite.preload.config.ts' && !existsSync(join(root, 'electron/preload/preload.ts')))
        continue
      const outDir = part === 'node' ? beside : join(beside, part)
      await viteBuild({ configFile: join(root, config), logLevel: 'warn', build: { outDir } })
    }
    const cli = join(beside, 'cli', 'debrief.mjs')
    if (existsSync(cli)) chmodSync(cli, 0o755)
    for (const name of parts[part].makes) {
      if (!existsSync(join(beside, name))) continue
      rmSync(join(dist, name), { recursive: true, force: true })
      renameSync(join(beside, name), join(dist, name))
    }
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

/** @param {{only?: 'renderer' | 'node', ifChanged?: boolean}} [options] @returns the parts that were built */
export async function buildAll({ only, ifChanged = false } = {}) {
  mkdirSync(dist, { recursive: true })
  const built = []
  for (const part of only ? [only] : Object.keys(parts)) {
    const hash = hashOf(parts[part])
    if (ifChanged && isFresh(part, hash)) continue
    const began = Date.now()
    await build(part).catch(error => {
      throw new Error(`${part} could not be built.\n${error.message}`)
    })
    writeFileSync(stampOf(part), hash)
    built.push(part)
    console.error(`Built ${part} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  }
  return built
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const has = name => process.argv.includes(name)
  const only = has('--renderer') ? 'renderer' : has('--node') ? 'node' : undefined
  try {
    await buildAll({ ...(only ? { only } : {}), ifChanged: has('--if-changed') })
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
