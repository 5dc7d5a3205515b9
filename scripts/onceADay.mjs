// Remembers what failed on this machine, so that a closed network does not slow down every start.
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const DAY_MS = 24 * 3600 * 1000
const folder = fileURLToPath(new URL('../dist/', import.meta.url))
const stampOf = name => join(folder, `.failed-${name}`)

export function failedToday(name) {
  const atMs = statSync(stampOf(name), { throwIfNoEntry: false })?.mtimeMs
  return atMs !== undefined && Date.now() - atMs < DAY_MS
}

export function remember(name, failed) {
  if (!failed) return rmSync(stampOf(name), { force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(stampOf(name), '')
}
