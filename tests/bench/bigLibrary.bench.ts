import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { SUMMARIES_IN_BACKGROUND } from '../../electron/contract/api/lessons.ts'
import { openLibrary } from '../../electron/core/library/openLibrary.ts'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { conversationFile, layLibrary, lessonAt } from './bigLibrary.ts'
import { percentile } from './frames.ts'
import { median, report } from './measure.ts'

const RUNS = 5

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const megabytes = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1e6
}

/** Cards that stand on a first screen, at most: four rows of three at 1440 × 900 with what peeps in below. */
const FIRST_SCREEN = 12
const LIMIT = 3
const ASK_EVERY_MS = 5
const SIZE = { lessons: 500, writers: 20, writersOfLesson: 4, each: 50, recordings: true } as const

/** Asks as the page does: the lessons, then what the cards of its first screen show, then all others in the background. */
async function openToScreen(home: string, dir: string) {
  const from = performance.now()
  const { client, close } = await openTestCore({ home, libraryDir: dir })
  const lessons = await client.lessons.entries()
  const listMs = performance.now() - from
  const ids = lessons.map(({ id }) => id)
  const seen = await client.lessons.summaries({ ids: ids.slice(0, FIRST_SCREEN), marks: true })
  const screenMs = performance.now() - from
  expect(lessons).toHaveLength(SIZE.lessons)
  expect(seen.summaries).toHaveLength(FIRST_SCREEN)
  for (const { comments, marks } of seen.summaries) expect([comments, marks?.length]).toEqual([200, 200])

  // Somebody asks for other things meanwhile, every 5 ms; what a request waits for its turn counts.
  let reading = true
  const waits: number[] = []
  const asking = (async () => {
    while (reading) {
      const took = await timed(async () => {
        await new Promise(resolve => setTimeout(resolve, ASK_EVERY_MS))
        await client.people.list()
      })
      waits.push(took - ASK_EVERY_MS)
    }
  })()
  let read = 0
  for (let at = 0; at < ids.length; at += SUMMARIES_IN_BACKGROUND) {
    const { summaries } = await client.lessons.summaries({ ids: ids.slice(at, at + SUMMARIES_IN_BACKGROUND) })
    read += summaries.filter(({ comments }) => comments === 200).length
  }
  const allMs = performance.now() - from
  reading = false
  await asking
  expect(read).toBe(SIZE.lessons)
  await close()
  return { listMs, screenMs, allMs, waitMs: percentile(waits, 0.95) }
}

it('a shared library of 500 lessons with 100,000 records opens to its first screen', async () => {
  const dir = join(await temporaryFolder('big'), 'library')
  const known = await temporaryFolder('home')
  const files = await layLibrary(dir, SIZE)
  const texts = await Promise.all(files.map(file => readFile(file, 'utf8')))
  const parsed: number[] = []
  const first: Awaited<ReturnType<typeof openToScreen>>[] = []
  const again: typeof first = []
  await openToScreen(known, dir)
  for (let run = 0; run < RUNS; run += 1) {
    parsed.push(await timed(async () => texts.map(text => JSON.parse(text) as unknown)))
    // A home of its own has never seen the library; the other one has.
    first.push(await openToScreen(await temporaryFolder('home'), dir))
    again.push(await openToScreen(known, dir))
  }
  const peerMs = median(parsed)
  const name = 'a library of 500 lessons with 100,000 records, against JSON.parse of all its files'
  for (const [which, took] of [
    ['for the first time', first],
    ['again', again],
  ] as const) {
    const middle = (of: keyof (typeof took)[number]) => median(took.map(each => each[of]))
    const screenMs = middle('screenMs')
    report({
      name: `the first screen of ${name}, ${which}`,
      ratio: screenMs / peerMs,
      limit: LIMIT,
      oursMs: screenMs,
      peerMs,
      runs: RUNS,
    })
    const told = (['listMs', 'allMs', 'waitMs'] as const).map(of => `${of} ${middle(of).toFixed(0)}`)
    process.stdout.write(
      `  ${which}: ${told.join(', ')}; all read ${(middle('allMs') / peerMs).toFixed(2)} times the peer\n`,
    )
  }
  for (const took of [first, again])
    expect(median(took.map(({ screenMs }) => screenMs)) / peerMs).toBeLessThanOrEqual(LIMIT)
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
