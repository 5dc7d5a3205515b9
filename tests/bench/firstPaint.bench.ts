import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../scripts/findBrowser.mjs'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { absentLessons } from './absentLessons.ts'
import { median, report } from './measure.ts'

const LESSONS = 100
const RUNS = 7
/** Against a page of one heading, which a calm machine with two cores paints after some 60 ms: the first screen may take a second. */
const LIMIT = 16
let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] })
})
afterAll(() => browser.close())

async function fillLibrary(home: string): Promise<void> {
  const { core, joined, close } = await openTestCore({ home })
  const { person } = await joined('Ana', 'coach')
  await core.library().write(person.id, absentLessons(LESSONS))
  await close()
}

async function serve(home: string): Promise<{ url: string; host: ChildProcess }> {
  const host = spawn(
    process.execPath,
    ['dist/cli/debrief.mjs', 'serve', '--no-open', '--library', join(home, 'library')],
    {
      env: { ...process.env, DEBRIEF_HOME: home },
    },
  )
  const url = await new Promise<string>(ready =>
    host.stdout?.on('data', piece => {
      const found = /Debrief is at (http:\S+)/.exec(String(piece))?.[1]
      if (found) ready(found)
    }),
  )
  return { url, host }
}

describe('the library of 100 lessons, with the host warm', () => {
  it('paints within sixteen times a bare page', async () => {
    const home = await temporaryFolder('bench-paint')
    await fillLibrary(home)
    const { url, host } = await serve(home)
    const bare = createServer((_, answer) =>
      answer.setHeader('content-type', 'text/html').end('<h3>Lesson</h3>'),
    )
    await new Promise<void>(done => bare.listen(0, '127.0.0.1', done))
    const { port } = bare.address() as AddressInfo
    // On the page's own clock, from the start of the navigation: the first frame with anything in it, and the frame that has the words in it.
    const visit = async (address: string, seen: string) => {
      const page = await browser.newPage()
      await page.addInitScript(words => {
        const look = () => {
          if (!document.body?.textContent?.includes(words)) requestAnimationFrame(look)
          else requestAnimationFrame(() => Reflect.set(window, 'shownMs', performance.now()))
        }
        requestAnimationFrame(look)
      }, seen)
      await page.goto(address)
      await page.getByText(seen).first().waitFor()
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
      const times = await page.evaluate(() => ({
        paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        shownMs: Reflect.get(window, 'shownMs') as number,
      }))
      await page.close()
      return times
    }
    const ours: Awaited<ReturnType<typeof visit>>[] = []
    const peer: Awaited<ReturnType<typeof visit>>[] = []
    for (let run = 0; run <= RUNS; run++) {
      peer.push(await visit(`http://127.0.0.1:${port}/`, 'Lesson'))
      ours.push(await visit(url, 'Lesson 1'))
    }
    // The first visit of each finds nothing warm.
    const middle = (times: typeof ours, which: keyof (typeof ours)[number]) =>
      median(times.slice(1).map(time => time[which]))
    const peerMs = middle(peer, 'paintMs')
    for (const [what, which] of [
      ['first paint', 'paintMs'],
      ['first card', 'shownMs'],
    ] as const) {
      const oursMs = middle(ours, which)
      const name = `${what} of a library of ${LESSONS} lessons, against the first paint of a bare page`
      report({ name, ratio: oursMs / peerMs, limit: LIMIT, oursMs, peerMs, runs: RUNS })
      if (which === 'paintMs') expect(oursMs / peerMs, name).toBeLessThanOrEqual(LIMIT)
    }
    bare.close()
    // It still writes what it knows as it ends, into the folder that is taken away.
    const ended = new Promise(done => host.once('exit', done))
    host.kill('SIGTERM')
    await ended
  })
})
