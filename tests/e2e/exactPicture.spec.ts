import { spawnSync } from 'node:child_process'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'

const ask = (file: string, entries: string, more: readonly string[] = []): string[] => {
  const words = ['-v', 'error', ...more, '-show_entries', entries, '-of', 'csv=p=0', `file:${file}`]
  return spawnSync('ffprobe', words, { encoding: 'utf8' }).stdout.split('\n')
}

/** When each frame is on, ms from the recording's first moment, as ffprobe decodes it. */
function framesOf(file: string): number[] {
  const startMs = (Number.parseFloat(ask(file, 'format=start_time')[0] ?? '') || 0) * 1000
  return ask(file, 'frame=best_effort_timestamp_time', ['-select_streams', 'v:0'])
    .map(line => Number.parseFloat(line) * 1000 - startMs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
}

const clockMs = async (page: Page): Promise<number> => {
  const text = (await page.getByTestId('clock').textContent()) ?? ''
  const [minutes = 0, seconds = 0] = text.split(':').map(Number)
  return Math.round((minutes * 60 + seconds) * 1000)
}

/** The clock cuts to hundredths. */
const shown = (ms: number): number => Math.floor(ms / 10 + 1e-6) * 10

/** Recordings whose time is not what it seems. */
const recordings = [
  { file: 'vfr-cursed.mp4', why: 'frames 5 ms to 1.5 s apart' },
  { file: 'opencast-av.mov', why: 'frames 0.3 to 0.6 s apart' },
  { file: 'mediarecorder-no-duration.webm', why: 'no length in its header' },
  { file: 'samsung-sef-slow-motion.mp4', why: 'slow motion' },
  { file: 'first-pts-10s.mp4', why: 'begins at 10 s, and its pixels are not square' },
  { file: 'edit-list-edts.mp4', why: 'an edit list' },
  { file: 'edit-list-positive-shift.mp4', why: 'the picture begins a second late' },
  { file: 'edit-list-android.mp4', why: 'an edit list, HEVC turned by a quarter, in a playable copy' },
  { file: 'rails-rotated.mp4', why: 'turned by a quarter, begins late, under nine frames a second' },
  { file: 'filetype.mpg', why: 'a stream without times, in a playable copy' },
  { file: 'filetype-raw.mts', why: 'fields instead of frames, begins at 1.4 s, in a playable copy' },
  { file: 'android-sample.avi', why: 'its second frame is late, in a playable copy' },
]

// Left before the host stops, or the page would complain that it lost it.
test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

test.describe('frame by frame', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  for (const { file, why } of recordings) {
    test(`${file}: ${why}`, async ({ app, context }) => {
      const frames = framesOf(corpusFile(file))
      app.run('import', corpusFile(file), '--title', file, '--as', 'Marcus Bell', '--role', 'coach')
      // What the browser says it has put on the screen.
      await context.addInitScript(() => {
        const { requestVideoFrameCallback } = HTMLVideoElement.prototype
        HTMLVideoElement.prototype.requestVideoFrameCallback = function hear(callback) {
          return requestVideoFrameCallback.call(this, (now, data) => {
            document.documentElement.dataset.mediaTime = String(data.mediaTime)
            callback(now, data)
          })
        }
      })
      const page = await app.open()
      await page
        .getByRole('link', { name: new RegExp(file.replaceAll('.', '\\.')) })
        .first()
        .click()
      const video = page.locator('video')
      await expect
        .poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState >= 2 && one.videoWidth > 0), {
          timeout: 120_000,
        })
        .toBe(true)
      // Steps are counted in the finished copy; while it is made, another one is fed to the picture, and gives way to it.
      await expect
        .poll(() => video.evaluate((one: HTMLVideoElement) => one.currentSrc.startsWith('blob:')), {
          timeout: 60_000,
        })
        .toBe(false)
      await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState >= 2)).toBe(true)
      const mediaMs = async () => Number(await page.locator('html').getAttribute('data-media-time')) * 1000
      // The first frame is on from the beginning, also where it is to come later.
      await expect.poll(mediaMs).toBeGreaterThanOrEqual(0)
      const firstMs = (await mediaMs()) - (frames[0] ?? 0)

      await reviewRoom(page).letGo()
      const at = async (frame: number) => {
        const wanted = frames[frame] ?? Number.NaN
        await expect
          .poll(async () => [await clockMs(page), Math.abs((await mediaMs()) - firstMs - wanted) < 2], {
            message: `frame ${frame}, ${wanted} ms`,
          })
          .toEqual([shown(wanted), true])
      }
      for (const frame of [1, 2, 3, 4, 5, 6]) {
        await page.keyboard.press('.')
        await at(frame)
      }
      for (const frame of [5, 4, 3, 2]) {
        await page.keyboard.press(',')
        await at(frame)
      }
    })
  }
})
