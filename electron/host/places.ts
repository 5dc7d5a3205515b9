import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import envPaths from 'env-paths'
import { version } from '../../package.json'

/** The program's own folder: source and built files both lie two folders below it. */
const root = fileURLToPath(new URL('../../', import.meta.url))

export const programVersion: string = version
/** The built renderer. */
export const builtUiDir = join(root, 'dist', 'renderer')
/** The built page of guests who join a session in a browser. */
export const builtGuestPageDir = join(root, 'dist', 'guest')
/** Rubric templates, the sample lesson, fonts. */
export const builtResourcesDir = join(root, 'resources')

/**
 * The folder for everything local: settings, keys, private notes, locks, cache, log. `DEBRIEF_HOME` names it; otherwise it is
 * where the operating system wants app data.
 */
export function localHome(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.DEBRIEF_HOME
  if (named) return resolve(named.replace(/^~(?=$|[\\/])/, homedir()))
  return envPaths('Debrief', { suffix: '' }).data
}
