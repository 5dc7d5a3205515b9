import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const fixturesDir = join(dirname(fileURLToPath(import.meta.url)), 'fixtures')
export const testsDir = dirname(fixturesDir)

/** The frozen library of a format's number. */
export function fixtureOf(number: number): string {
  const prefix = `${String(number).padStart(4, '0')}-`
  const name = readdirSync(fixturesDir).find(one => one.startsWith(prefix))
  if (name === undefined) throw new Error(`there is no fixture ${prefix}…`)
  return join(fixturesDir, name)
}
