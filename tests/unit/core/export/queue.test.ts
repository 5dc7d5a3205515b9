import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exportOptions } from '../../../../electron/contract/api/clips.ts'
import { createExportQueue, type NewExport } from '../../../../electron/core/export/queue/exportQueue.ts'
import { parallelExports } from '../../../../electron/core/export/queue/machine.ts'
import { openQueueFile } from '../../../../electron/core/export/queue/queueFile.ts'
import { createJobs } from '../../../../electron/core/jobs/jobs.ts'

const caller = { door: 'local', present: ['person:01A'], speaker: 'person:01A' } as const
const wanted = (title: string): NewExport => ({
  title,
  clipIds: [`clip:${title}`],
  lessonId: 'lesson:1',
  dir: '/out',
  options: exportOptions.parse({ style: 'panel', prompt: 'Why?' }),
})

/** A queue of which each export ends when the test says so. */
async function opened(own: { home?: string; libraryDir?: string } = {}) {
  const home = own.home ?? (await mkdtemp(join(tmpdir(), 'debrief-queue-')))
  if (!own.home) onTestFinished(() => rm(home, { recursive: true, force: true }))
  const jobs = createJobs({ home })
  const began: string[] = []
  const ends = new Map<string, () => void>()
  const queue = createExportQueue({
    jobs,
    file: openQueueFile(home),
    libraryDir: () => own.libraryDir ?? '/library',
    changed: () => undefined,
    logFailure: error => {
      throw error
    },
    run: (entry, by, job) =>
      new Promise((resolve, reject) => {
        expect(by).toEqual(caller)
        began.push(entry.title)
        ends.set(entry.title, () => resolve(undefined))
        job.signal.addEventListener('abort', () => reject(new Error('stopped')))
      }),
  })
  await queue.resume()
  const titles = () => queue.order().map(id => jobs.get(id)?.title)
  const stored = async () =>
    JSON.parse(await readFile(join(home, 'exports', 'queue.json'), 'utf8')) as {
      paused: boolean
      exports: Array<{ title: string; options: { prompt?: string } }>
    }
  const end = async (title: string) => {
    const id = queue.order().find(each => jobs.get(each)?.title === title) ?? ''
    ends.get(title)?.()
    await jobs.wait(id)
  }
  return { home, jobs, queue, began, titles, stored, end }
}

describe('the export queue', () => {
  it('writes one after the other in an order that can be changed', async () => {
    const { queue, began, titles, end } = await opened()
    const [, second, third] = await queue.add(caller, ['A', 'B', 'C'].map(wanted))
    expect(began).toEqual(['A'])
    await queue.move(third ?? '', -1)
    expect(titles()).toEqual(['A', 'C', 'B'])
    await end('A')
    expect(began).toEqual(['A', 'C'])
    await queue.move(second ?? '', 1)
    expect(titles()).toEqual(['C', 'B'])
    await expect(queue.move('job:gone', 1)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('begins nothing while it is paused, and lets what is being written come to its end', async () => {
    const { queue, began, end } = await opened()
    await queue.add(caller, ['A', 'B'].map(wanted))
    await queue.pause(true)
    await end('A')
    expect(began).toEqual(['A'])
    await queue.pause(false)
    expect(began).toEqual(['A', 'B'])
  })

  it('takes up after a restart what was not done, in its order, with its options; what was cancelled or done is over', async () => {
    const first = await opened()
    const ids = await first.queue.add(caller, ['A', 'B', 'C', 'D'].map(wanted))
    await first.queue.move(ids[3] ?? '', -1)
    first.jobs.cancel(ids[1] ?? '')
    await first.end('A')
    expect((await first.stored()).exports.map(({ title }) => title)).toContain('D')
    // Killed: nothing is closed.
    const second = await opened({ home: first.home })
    expect(second.titles()).toEqual(['D', 'C'])
    expect(second.began).toEqual(['D'])
    expect((await second.stored()).exports[0]?.options.prompt).toBe('Why?')
    // Closed in order: what is stopped then is not over either.
    await second.queue.close()
    await second.jobs.close()
    const third = await opened({ home: first.home })
    expect(third.titles()).toEqual(['D', 'C'])
  })

  it('stays paused over a restart, leaves other libraries’ exports alone, and minds no broken list', async () => {
    const first = await opened()
    await first.queue.add(caller, [wanted('A')])
    await first.queue.pause(true)
    const elsewhere = await opened({ home: first.home, libraryDir: '/another' })
    expect([elsewhere.titles(), elsewhere.queue.paused()]).toEqual([[], true])
    await elsewhere.queue.pause(true)
    const again = await opened({ home: first.home })
    expect([again.titles(), again.began]).toEqual([['A'], []])
    await writeFile(join(first.home, 'exports', 'queue.json'), '{"format":1,"paus')
    expect((await opened({ home: first.home })).titles()).toEqual([])
  })
})

describe('how many clips are written at once', () => {
  it('is one on a school laptop, and more only where cores and memory are there for each', () => {
    const gb = 2 ** 30
    expect(parallelExports({ cores: 4, memoryBytes: 8 * gb })).toBe(1)
    expect(parallelExports({ cores: 12, memoryBytes: 32 * gb })).toBe(2)
    expect(parallelExports({ cores: 32, memoryBytes: 4 * gb })).toBe(1)
    expect(parallelExports({ cores: 128, memoryBytes: 512 * gb })).toBe(3)
  })
})
