import { describe, expect, it } from 'vitest'
import { bareSeek, bareVideo, pressToPicture } from './bareVideo.ts'
import { percentile } from './frames.ts'
import { LENGTH_MS, openLongLesson } from './longLesson.ts'
import { median, report } from './measure.ts'

const SEEKS = 30
const LIMIT = 1.5

/** Where the timeline is pressed, as shares of its width: all over the lesson, never twice nearby. */
const places = Array.from({ length: SEEKS }, (_, at) => (((at * 7 + 3) % SEEKS) + 0.37) / SEEKS)

describe('a press on the timeline of 90 minutes with 2,000 marks', () => {
  it('shows its picture about as soon as a bare video element does', async () => {
    const { browser, page, close } = await openLongLesson()
    try {
      const video = page.locator('#review-stage video')
      const address = await video.evaluate((one: HTMLVideoElement) => one.currentSrc)
      const [ruler, picture] = [await page.getByTestId('ruler').boundingBox(), await video.boundingBox()]
      if (!ruler || !picture) throw new Error('the room is not laid out')
      const bare = await bareVideo(browser, address, { widthPx: picture.width, heightPx: picture.height })
      const press = (share: number) =>
        pressToPicture(page, { x: ruler.x + share * ruler.width, y: ruler.y + ruler.height / 2 })
      const oursMs: number[] = []
      const peerMs: number[] = []
      for (const share of [0.5, 0.2, 0.7]) {
        await press(share)
        await bareSeek(bare, share * LENGTH_MS)
      }
      for (const share of places) {
        oursMs.push(await press(share))
        peerMs.push(await bareSeek(bare, share * LENGTH_MS))
      }
      const [ours, peer] = [median(oursMs), median(peerMs)]
      const name = 'press on the timeline to painted frame, against a bare video element'
      report({ name, ratio: ours / peer, limit: LIMIT, oursMs: ours, peerMs: peer, runs: SEEKS })
      process.stdout.write(
        `  95th percentile ${percentile(oursMs, 0.95).toFixed(1)} ms, bare ${percentile(peerMs, 0.95).toFixed(1)} ms\n`,
      )
      expect(ours / peer, name).toBeLessThanOrEqual(LIMIT)
    } finally {
      await close()
    }
  }, 300_000)
})
