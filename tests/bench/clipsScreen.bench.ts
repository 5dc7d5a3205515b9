import { chromium } from 'playwright'
import { expect, it } from 'vitest'
import type { Clip } from '../../electron/contract/records/clip.ts'
import type { Draft } from '../../electron/contract/records/envelope.ts'
import { findBrowser } from '../../scripts/findBrowser.mjs'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { recordFrames } from './frames.ts'
import { serve } from './longLesson.ts'
import { judge, times, turn } from './scrolling.ts'

const LESSONS = 200
const CLIPS = 2000
/** What the cards may take to be there once the screen is gone to, on the machine's own clock, ms. */
const SHOWN_MS = 1000

/** Lessons of which the recordings are not on this machine: a picture costs the same box on the screen. */
async function fill(home: string): Promise<void> {
  const { core, joined, close } = await openTestCore({ home })
  const { person } = await joined('Ana Reyes', 'coach')
  const key = (n: number) => String(n).padStart(26, '0')
  const lessons = Array.from({ length: LESSONS }, (_, n) => [
    {
      put: {
        id: `lesson:${key(n)}` as const,
        type: 'lesson' as const,
        title: `Lesson ${n}`,
        teacher: `Teacher ${n % 9}`,
        subject: n % 2 ? 'Maths' : 'Science',
      },
    },
    {
      put: {
        id: `recording:${key(n)}` as const,
        type: 'recording' as const,
        lessonId: `lesson:${key(n)}` as const,
        fileName: `${n}.mp4`,
        path: `media/${n}.mp4`,
        identity: { sizeBytes: n, hash: key(n).padStart(64, '0') },
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
  ]).flat()
  const clips = Array.from({ length: CLIPS }, (_, n): { put: Draft<Clip> } => ({
    put: {
      id: `clip:${key(n)}`,
      type: 'clip',
      lessonId: `lesson:${key(n % LESSONS)}`,
      title: `Clip ${n}: what the pupils do after the question`,
      fromMs: n * 1000,
      toMs: n * 1000 + 15_000,
    },
  }))
  await core.library().write(person.id, [...lessons, ...clips])
  await close()
}

it(`shows ${CLIPS} clips, and scrolls them within a frame`, async () => {
  const home = await temporaryFolder('bench-clips')
  await fill(home)
  const { url, host } = await serve(home)
  const browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
  await page.waitForTimeout(1000)
  const list = page.getByRole('list', { name: 'Clips' })
  const from = performance.now()
  await page.keyboard.press('Alt+2')
  await list.getByRole('article').first().waitFor()
  const shownMs = performance.now() - from
  process.stdout.write(`${CLIPS} clips: the first cards after ${shownMs.toFixed(0)} ms\n`)
  expect.soft(shownMs).toBeLessThan(SHOWN_MS)
  const box = await list.boundingBox()
  if (!box) throw new Error('the clips are not laid out')
  const over = { x: box.x + box.width / 2, y: 600 }
  await page.waitForTimeout(1000)
  judge(
    `scrolling ${CLIPS} clips`,
    await recordFrames(page, async () => {
      await turn(page, over, [...times(80, { deltaY: 90 }), ...times(20, { deltaY: 900 })])
      await page.waitForTimeout(400)
    }),
  )
  await browser.close()
  const ended = new Promise(done => host.once('exit', done))
  host.kill('SIGTERM')
  await ended
})
