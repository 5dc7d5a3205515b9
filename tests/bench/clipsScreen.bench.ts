import { chromium } from 'playwright'
import { it } from 'vitest'
import type { Clip } from '../../electron/contract/records/clip.ts'
import type { Draft } from '../../electron/contract/records/envelope.ts'
import { findBrowser } from '../../scripts/findBrowser.mjs'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { absentLessons, key } from './absentLessons.ts'
import { recordFrames } from './frames.ts'
import { serve } from './longLesson.ts'
import { judge, times, turn } from './scrolling.ts'

const LESSONS = 200
const CLIPS = 2000

async function fill(home: string): Promise<void> {
  const { core, joined, close } = await openTestCore({ home })
  const { person } = await joined('Ana Reyes', 'coach')
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
  await core.library().write(person.id, [...absentLessons(LESSONS), ...clips])
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
