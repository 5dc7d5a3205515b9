import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MAX_BYTES = 1_000_000

/**
 * Writes failures that nobody foresaw to `<home>/log/errors.log`, with a reference that people can name in a report. Two
 * files of at most a megabyte are kept. Nothing of it leaves the machine.
 */
export function createErrorLog(home: string, now: () => number): (error: unknown) => string {
  const file = join(home, 'log', 'errors.log')
  return error => {
    const ref = randomBytes(4).toString('hex')
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const cause = error instanceof Error && error.cause ? `\n  caused by ${String(error.cause)}` : ''
    try {
      mkdirSync(join(home, 'log'), { recursive: true, mode: 0o700 })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.1`)
      appendFileSync(file, `${new Date(now()).toISOString()} ${ref} ${told}${cause}\n`, { mode: 0o600 })
    } catch (logError) {
      // A full disk must not hide the failure itself; the terminal is the last place left to say it.
      process.stderr.write(`${ref} ${told}${cause}\n(the log could not be written: ${String(logError)})\n`)
    }
    return ref
  }
}
