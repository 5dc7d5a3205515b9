import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { findBrowser } from '../../scripts/findBrowser.mjs'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { compare } from './measure.ts'

const LESSONS = 100
let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] })
})
afterAll(() => browser.close())

/** A library of 100 lessons, each with a recording that is not on this machine (its picture costs the same box on the screen). */
async function fillLibrary(home: string): Promise<void> {
  const { core, joined, close } = await openTestCore({ home })
  const { person } = await joined('Ana', 'coach')
  const changes = Array.from({ length: LESSONS }, (_, n) => {
    const key = String(n).padStart(26, '0')
    return [
      {
        put: {
          id: `lesson:${key}` as const,
          type: 'lesson' as const,
          title: `Lesson ${n}`,
          teacher: `Teacher ${n % 9}`,
        },
      },
      {
        put: {
          id: `recording:${key}` as const,
          type: 'recording' as const,
          lessonId: `lesson:${key}` as const,
          fileName: `${n}.mp4`,
          path: `media/${n}.mp4`,
          identity: { sizeBytes: n, hash: key.padStart(64, '0') },
          facts: {
            durationMs: 2_400_000,
            startMs: 0,
            width: 1280,
            height: 720,
            rotation: 0,
            container: 'mp4',
            playable: true,
          },
          offsetMs: 0,
        },
      },
    ]
  }).flat()
  await core.library().write(person.id, changes)
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
  it('shows its first card within six times a bare page', async () => {
    const home = await temporaryFolder('bench-paint')
    await fillLibrary(home)
    const { url, host } = await serve(home)
    const bare = createServer((_, answer) =>
      answer.setHeader('content-type', 'text/html').end('<h3>Lesson</h3>'),
    )
    await new Promise<void>(done => bare.listen(0, '127.0.0.1', done))
    const { port } = bare.address() as AddressInfo
    const visit = async (address: string, seen: string) => {
      const page = await browser.newPage()
      await page.goto(address)
      await page.getByText(seen).first().waitFor()
      await page.close()
    }
    await compare({
      name: `first card of a library of ${LESSONS} lessons, against a bare page`,
      ours: () => visit(url, 'Lesson 1'),
      peer: () => visit(`http://127.0.0.1:${port}/`, 'Lesson'),
      // A bare page takes some 150 ms on a calm machine with two cores: six of those are the second that we allow ourselves.
      limit: 6,
      runs: 5,
    })
    bare.close()
    host.kill('SIGTERM')
  })
})
