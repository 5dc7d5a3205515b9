import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock, type LockOutcome } from '../../electron/core/library/lock.ts'
import { identifyThisProcess } from '../../electron/core/library/processIdentity.ts'
import { bundleChild, startChild } from './childProcess.ts'

let scripts: string
let script: string
let home: string

beforeAll(async () => {
  scripts = await mkdtemp(join(tmpdir(), 'debrief-scripts-'))
  script = await bundleChild('lockAndAppend', scripts)
})
afterAll(() => rm(scripts, { recursive: true, force: true }))
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'debrief-lock-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const take = (waitMs = 20_000, kind: 'host' | 'brief' = 'brief') =>
  acquireLock({ home, libraryId: 'library', kind, waitMs })

function lockOf(outcome: LockOutcome) {
  if ('heldBy' in outcome) throw new Error(`held by ${outcome.heldBy.pid}`)
  return outcome.lock
}

const claims = async () => await readdir(join(home, 'locks', 'library'))

describe('the lock of a library', () => {
  it('lets 24 processes that start at once in, one after another', async () => {
    const shared = join(home, 'log')
    const all = await Promise.all(Array.from({ length: 24 }, () => startChild(script, [home, shared]).ended))
    expect(all.map(({ code, err }) => ({ code, err }))).toEqual(all.map(() => ({ code: 0, err: '' })))
    expect(await readFile(shared, 'utf8')).toBe('alone\n'.repeat(24))
    expect(await claims()).toEqual([])
  })

  it('passes from process to process while owners are killed inside', async () => {
    const shared = join(home, 'log')
    const killed = Array.from({ length: 6 }, () => startChild(script, [home, shared, 'stay']))
    const others = Array.from({ length: 6 }, () => startChild(script, [home, shared]))
    const kill = killed.map(async ({ child, firstLine, ended }) => {
      await firstLine()
      child.kill('SIGKILL')
      await ended
    })
    const ends = await Promise.all(others.map(({ ended }) => ended))
    await Promise.all(kill)
    expect(ends.map(({ code }) => code)).toEqual(ends.map(() => 0))
    expect(await readFile(shared, 'utf8')).toBe('alone\n'.repeat(6))
    lockOf(await take())
  })

  it('names the host that has it, and its address', async () => {
    const host = startChild(script, [home, 'unused', 'host'])
    expect(await host.firstLine()).toBe('holding')
    for (const kind of ['brief', 'host'] as const) {
      expect(await take(20_000, kind)).toEqual({
        heldBy: { kind: 'host', url: 'http://127.0.0.1:9', token: 'secret', pid: host.child.pid },
      })
    }
    host.child.kill('SIGKILL')
    await host.ended
    await lockOf(await take()).release()
    expect(await claims()).toEqual([])
  })

  it('gives a host that is still starting the time to say where it is', async () => {
    const host = lockOf(await take(0, 'host'))
    const waiting = take()
    await host.publish({ url: 'http://127.0.0.1:1', token: 'one' })
    expect(await waiting).toMatchObject({ heldBy: { url: 'http://127.0.0.1:1' } })
    await host.publish({ url: 'http://127.0.0.1:2', token: 'two' })
    expect(await take()).toMatchObject({ heldBy: { url: 'http://127.0.0.1:2', token: 'two' } })
    await host.release()
    await host.release()
    expect(await claims()).toEqual([])
  })

  it('says who has it when the wait is over, and leaves no claim behind', async () => {
    const first = lockOf(await take())
    await expect(take(0)).rejects.toMatchObject({
      code: 'library.locked',
      data: { subject: String(process.pid) },
    })
    expect(await claims()).toHaveLength(1)
    await first.release()
    await lockOf(await take(0)).release()
  })

  it('is readable by its owner alone', async () => {
    const lock = lockOf(await take(0, 'host'))
    await lock.publish({ url: 'http://127.0.0.1:1', token: 'secret' })
    for (const name of await claims()) {
      const { mode } = await stat(join(home, 'locks', 'library', name))
      expect(mode & 0o077).toBe(0)
    }
    await lock.release()
  })

  it.each([
    ['of another boot', { boot: 'another' }],
    ['of a process whose number was given away', { startTicks: '1' }],
    ['of another machine, whose local data was copied', { machine: 'another' }],
    ['of an ended process', { pid: 2 ** 22 + 1 }],
  ])('passes over a claim %s', async (_whose, change) => {
    await lockOf(await take()).release()
    const identity = { ...(await identifyThisProcess()), ...change }
    const name = `000000000001-${'0'.repeat(32)}.claim`
    await writeFile(
      join(home, 'locks', 'library', name),
      JSON.stringify({ kind: 'brief', process: identity }),
    )
    await lockOf(await take(0)).release()
    expect(await claims()).toEqual([])
  })

  it('passes over a claim that was cut off with the power', async () => {
    await lockOf(await take()).release()
    await writeFile(join(home, 'locks', 'library', `000000000001-${'0'.repeat(32)}.claim`), '')
    await lockOf(await take(0)).release()
  })
})
