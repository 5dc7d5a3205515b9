import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DebriefError } from '../../../../electron/contract/errors.ts'
import { createJobs } from '../../../../electron/core/jobs/jobs.ts'
import type { JobContext, JobEvent } from '../../../../electron/core/jobs/jobs.types.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'debrief-jobs-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** Work that ends when the test says so, and stops when it is cancelled. */
function held() {
  let finish: (value?: unknown) => void = () => undefined
  const gate = new Promise<unknown>(resolve => {
    finish = resolve
  })
  let context: JobContext | undefined
  const run = (given: JobContext) => {
    context = given
    return Promise.race([
      gate,
      new Promise<never>((_, reject) => {
        given.signal.addEventListener('abort', () => reject(new DebriefError('cancelled', 'Stopped.')))
      }),
    ])
  }
  return { run, finish, context: () => context }
}

describe('jobs', () => {
  it('runs a job and keeps its result', async () => {
    const jobs = createJobs({ home })
    const { id } = jobs.start({ kind: 'export', title: 'Clip', run: async () => ({ files: 3 }) })
    expect(await jobs.wait(id)).toMatchObject({ state: 'done', progress: 1, result: { files: 3 } })
  })

  it('runs one export at a time, and the important one first', async () => {
    const jobs = createJobs({ home })
    const order: string[] = []
    const first = held()
    const a = jobs.start({ kind: 'export', title: 'a', run: first.run })
    const b = jobs.start({ kind: 'export', title: 'b', run: async () => order.push('b') })
    const c = jobs.start({ kind: 'export', title: 'c', priority: 5, run: async () => order.push('c') })
    expect([a, b, c].map(job => jobs.get(job.id)?.state)).toEqual(['running', 'queued', 'queued'])
    first.finish()
    await jobs.wait(b.id)
    expect(order).toEqual(['c', 'b'])
  })

  it('does not let exports wait for proxies', async () => {
    const jobs = createJobs({ home })
    const proxy = held()
    jobs.start({ kind: 'proxy', title: 'p', run: proxy.run })
    const { id } = jobs.start({ kind: 'export', title: 'e', run: async () => 1 })
    expect((await jobs.wait(id)).state).toBe('done')
    await jobs.close()
  })

  it('cancels a waiting job at once and a running one when it has stopped', async () => {
    const jobs = createJobs({ home })
    const running = held()
    const a = jobs.start({ kind: 'proxy', title: 'a', run: running.run })
    const b = jobs.start({ kind: 'proxy', title: 'b', run: async () => 1 })
    jobs.cancel(b.id)
    expect(jobs.get(b.id)?.state).toBe('cancelled')
    jobs.cancel(a.id)
    expect((await jobs.wait(a.id)).state).toBe('cancelled')
  })

  it('says with code and sentence why a job failed, and hides what nobody foresaw', async () => {
    const logged: unknown[] = []
    const jobs = createJobs({ home, logFailure: error => `ref${logged.push(error)}` })
    const known = jobs.start({
      kind: 'proxy',
      title: 'a',
      run: () => Promise.reject(new DebriefError('disk.full', 'The disk is full.')),
    })
    const unknown = jobs.start({
      kind: 'import',
      title: 'b',
      run: () => Promise.reject(new TypeError('x is not y')),
    })
    expect((await jobs.wait(known.id)).error).toEqual({ code: 'disk.full', message: 'The disk is full.' })
    const { error } = await jobs.wait(unknown.id)
    expect(error?.code).toBe('internal')
    expect(error?.message).toContain('ref1')
    expect(error?.message).not.toContain('x is not y')
  })

  it('never lets progress go back, and tells its listeners', async () => {
    let now = 1_000_000
    const jobs = createJobs({ home, nowMs: () => now })
    const events: JobEvent[] = []
    jobs.subscribe(event => events.push(event))
    const work = held()
    const { id } = jobs.start({ kind: 'proxy', title: 'a', run: work.run })
    for (const progress of [0.1, 0.3, 0.2]) {
      now += 2000
      work.context()?.report({ progress, note: 'Making the playable copy' })
    }
    const view = jobs.get(id)
    expect(view?.progress).toBe(0.3)
    // 30 % in 6 s: 14 s are left.
    expect(view?.etaMs).toBe(14_000)
    work.finish()
    await jobs.wait(id)
    const told = events.flatMap(event => (event.type === 'job.changed' ? [event.job.progress] : []))
    expect(told).toEqual([...told].toSorted((a, b) => a - b))
    expect(jobs.get(id)?.etaMs).toBeUndefined()
  })

  it('removes what a cancelled job was writing, and keeps what was finished', async () => {
    const jobs = createJobs({ home })
    const out = join(home, 'whole.mp4')
    const made = jobs.start({
      kind: 'export',
      title: 'made',
      run: async context => {
        const part = await context.partFor(out)
        await writeFile(part, 'whole')
        await rename(part, out)
      },
    })
    await jobs.wait(made.id)
    let began: () => void = () => undefined
    const writing = new Promise<void>(resolve => {
      began = resolve
    })
    const stopped = jobs.start({
      kind: 'export',
      title: 'stopped',
      run: async context => {
        await writeFile(await context.partFor(join(home, 'half.mp4')), 'half')
        began()
        await held().run(context)
      },
    })
    await writing
    jobs.cancel(stopped.id)
    await jobs.wait(stopped.id)
    expect(readdirSync(home).toSorted()).toEqual(['jobs', 'whole.mp4'])
    expect(readdirSync(join(home, 'jobs'))).toEqual([])
    expect(existsSync(out)).toBe(true)
  })

  it('clears at the next start what a crash left behind, and nothing else', async () => {
    const crashed = createJobs({ home })
    const dir = join(home, 'cache')
    await mkdir(dir)
    await new Promise<void>(resolve => {
      crashed.start({
        kind: 'proxy',
        title: 'never ends',
        run: async context => {
          await writeFile(await context.partFor(join(dir, 'proxy.mp4')), 'half')
          resolve()
          await new Promise(() => undefined)
        },
      })
    })
    await writeFile(join(dir, 'poster.jpg'), 'whole')
    const next = createJobs({ home })
    const removed = await next.recover()
    expect(removed).toHaveLength(1)
    expect(readdirSync(dir)).toEqual(['poster.jpg'])
    expect(await next.recover()).toEqual([])
  })

  it('ends everything when the program closes, and starts nothing after', async () => {
    const jobs = createJobs({ home })
    const a = jobs.start({ kind: 'proxy', title: 'a', run: held().run })
    const b = jobs.start({ kind: 'proxy', title: 'b', run: held().run })
    await jobs.close()
    const late = jobs.start({ kind: 'proxy', title: 'c', run: async () => 1 })
    expect([a, b, late].map(job => jobs.get(job.id)?.state)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  })

  it('takes a dismissed job off the list', async () => {
    const jobs = createJobs({ home })
    const { id } = jobs.start({ kind: 'import', title: 'a', run: async () => 1 })
    await jobs.wait(id)
    await jobs.dismiss(id)
    expect(jobs.list()).toEqual([])
    expect(() => jobs.cancel(id)).toThrow(DebriefError)
  })

  it('lets what is looked at now go before what can go on later', async () => {
    const jobs = createJobs({ home })
    let turns = 0
    const first = held()
    const run = (context: JobContext) => {
      turns += 1
      return turns === 1 ? first.run(context) : Promise.resolve('finished later')
    }
    const a = jobs.start({ kind: 'proxy', title: 'a', yields: true, run })
    const b = jobs.start({ kind: 'proxy', title: 'b', priority: 1, yields: true, run: async () => 'b' })
    expect(await jobs.wait(b.id)).toMatchObject({ state: 'done', result: 'b' })
    expect(await jobs.wait(a.id)).toMatchObject({ state: 'done', result: 'finished later' })
    expect(turns).toBe(2)
  })

  it('cancels one that was just making room', async () => {
    const jobs = createJobs({ home })
    const a = jobs.start({ kind: 'proxy', title: 'a', yields: true, run: held().run })
    const other = held()
    const b = jobs.start({ kind: 'proxy', title: 'b', priority: 1, run: other.run })
    jobs.cancel(a.id)
    expect(await jobs.wait(a.id)).toMatchObject({ state: 'cancelled' })
    other.finish('b')
    expect(await jobs.wait(b.id)).toMatchObject({ state: 'done' })
  })

  it('knows at the next start what it did not end, once, and not what was cancelled or done', async () => {
    const jobs = createJobs({ home })
    const resume = { recordingId: 'recording:1' }
    jobs.start({ kind: 'proxy', title: 'broken off', resume, run: held().run })
    const done = jobs.start({ kind: 'export', title: 'done', resume: 'done', run: async () => 1 })
    await jobs.wait(done.id)
    const stopped = jobs.start({ kind: 'export', title: 'stopped', resume: 'stopped', run: held().run })
    await expect.poll(() => readdirSync(join(home, 'jobs')).length).toBe(2)
    jobs.cancel(stopped.id)
    await jobs.wait(stopped.id)
    expect(await jobs.takeUnfinished()).toEqual([])
    await jobs.close()
    const next = createJobs({ home })
    expect(await next.recover()).toEqual([])
    expect(await next.takeUnfinished()).toEqual([{ kind: 'proxy', resume }])
    expect(await next.takeUnfinished()).toEqual([])
    await next.close()
  })
})
