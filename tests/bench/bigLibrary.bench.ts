import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { openLibrary } from '../../electron/core/library/openLibrary.ts'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { conversationFile, layLibrary, lessonAt } from './bigLibrary.ts'
import { median, report } from './measure.ts'

const RUNS = 3

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const megabytes = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1e6
}

it('a shared library of 500 lessons with 100,000 records opens to its first screen', async () => {
  const dir = join(await temporaryFolder('big'), 'library')
  const home = await temporaryFolder('home')
  const files = await layLibrary(dir, { lessons: 500, writers: 20, writersOfLesson: 4, each: 50 })
  const texts = await Promise.all(files.map(file => readFile(file, 'utf8')))
  const parsed: number[] = []
  const first: number[] = []
  const again: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    parsed.push(await timed(async () => texts.map(text => JSON.parse(text) as unknown)))
    // A home of its own has never seen the library; the other one has.
    for (const [at, took] of [
      [await temporaryFolder('home'), first],
      [home, again],
    ] as const) {
      const from = performance.now()
      const { client, close } = await openTestCore({ home: at, libraryDir: dir })
      const lessons = await client.lessons.list()
      took.push(performance.now() - from)
      expect(lessons).toHaveLength(500)
      expect(lessons.every(({ comments }) => comments === 200)).toBe(true)
      await close()
    }
  }
  const name = 'the lessons of a library of 500 with 100,000 records, against JSON.parse of its files'
  const peerMs = median(parsed)
  for (const [which, took, runs] of [
    ['for the first time', first, first],
    ['again', again.slice(1), again],
  ] as const) {
    const oursMs = median(took)
    report({ name: `${name}, ${which}`, ratio: oursMs / peerMs, limit: 3, oursMs, peerMs, runs: runs.length })
  }
  expect(median(again.slice(1)) / peerMs).toBeLessThan(3)
})

it('200 writers and 1,000,000 records: what grows, and how', async () => {
  const said: string[] = []
  for (const lessons of [50, 500]) {
    const dir = join(await temporaryFolder('huge'), 'library')
    const files = await layLibrary(dir, { lessons, writers: 200, writersOfLesson: 8, each: 250 })
    const before = megabytes()
    const options = { dir, home: await temporaryFolder('home'), create: false, watch: false }
    const from = performance.now()
    const library = await openLibrary(options)
    const openMs = performance.now() - from
    const lessonMs = await timed(async () =>
      expect((await library.conversation(lessonAt(0))).comments).toHaveLength(2000),
    )
    let most = 0
    const glanceMs = await timed(async () => {
      for (let n = 1; n < lessons; n += 1) {
        expect((await library.summary(lessonAt(n))).comments).toBe(2000)
        most = Math.max(most, process.memoryUsage().rss / 1e6)
      }
    })
    // Another writer says one thing more in the lesson that is open.
    const [file = ''] = files.filter(path => dirname(path).endsWith(lessonAt(0).slice('lesson:'.length)))
    await writeFile(file, conversationFile(0, lessonAt(0), 0, 251))
    const noticeMs = await timed(() => library.refresh())
    expect((await library.conversation(lessonAt(0))).comments).toHaveLength(2001)
    said.push(
      `${lessons * 2000} records in ${files.length} files: open ${openMs.toFixed(0)} ms, one lesson ${lessonMs.toFixed(0)} ms, all others once ${glanceMs.toFixed(0)} ms, a look at what changed ${noticeMs.toFixed(0)} ms, memory at most ${(most - before).toFixed(0)} MB more`,
    )
    await library.close()
    // One lesson costs one lesson, however many there are.
    expect(lessonMs).toBeLessThan(glanceMs / 5)
    expect(most - before).toBeLessThan(700)
  }
  process.stdout.write(`${said.join('\n')}\n`)
})
