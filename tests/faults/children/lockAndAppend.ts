import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { acquireLock } from '../../../electron/core/library/lock.ts'

/** Takes the lock, checks that nobody else is inside, leaves a line, and goes. With `stay`, holds the lock until killed. */
const [home = '', shared = '', mode = 'brief'] = process.argv.slice(2)
const outcome = await acquireLock({
  home,
  libraryId: 'library',
  kind: mode === 'host' ? 'host' : 'brief',
  waitMs: 60_000,
  ...(mode === 'host' ? { attach: { url: 'http://127.0.0.1:9', token: 'secret' } } : {}),
})
if ('heldBy' in outcome) {
  process.stdout.write(`held ${outcome.heldBy.url} ${outcome.heldBy.token} ${outcome.heldBy.pid}\n`)
} else if (mode === 'brief') {
  const inside = `${shared}.inside`
  appendFileSync(shared, existsSync(inside) ? 'two at once\n' : 'alone\n')
  writeFileSync(inside, '')
  await pause(Math.random() * 5)
  rmSync(inside)
  await outcome.lock.release()
} else {
  process.stdout.write('holding\n')
  setInterval(() => undefined, 1000)
}
