import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { describe, expect, it } from 'vitest'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { findTools } from '../../electron/core/media/tools/findTools.ts'
import { findBrowser } from '../../scripts/findBrowser.mjs'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { jobEnded } from '../fixtures/jobs.ts'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { bareSeek, bareVideo } from './bareVideo.ts'
import { percentile } from './frames.ts'
import { serve } from './longLesson.ts'
import { median, report } from './measure.ts'

const LENGTH_MS = 120_000
const SEEKS = 40
const LIMIT = 0.2

/** Anywhere in the recording, the same places in every run. */
const places = Array.from(
  { length: SEEKS },
  (_, n) => ((n * 0.618_033_988 + 0.113) % 1) * (LENGTH_MS - 1_000),
)

describe.skipIf(!corpusDir)(
  'a seek anywhere in a recording of 1080p with a keyframe every eight seconds',
  () => {
    it('takes a fifth of its time in the playable copy', async () => {
      const home = await temporaryFolder('bench-seek-copy')
      const { ffmpeg } = await findTools()
      const file = join(home, 'camera.mp4')
      const source = ['-nostdin', '-v', 'error', '-i', corpusFile('long-gop-1080p-lowbitrate.mp4')]
      execFileSync(ffmpeg.path, [...source, '-t', String(LENGTH_MS / 1000), '-c', 'copy', file])
      const { joined, close } = await openTestCore({ home })
      const { client } = await joined('Ana Reyes', 'coach')
      const { jobId } = await client.recordings.import({ files: [file] })
      const [first] = importResult.parse((await jobEnded(client, jobId)).result).imported
      if (!first) throw new Error('the recording was not imported')
      await jobEnded(client, (await client.recordings.makeProxy({ id: first.recordingId })).jobId)
      await close()

      const { url, host } = await serve(home)
      const browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] })
      try {
        const page = await browser.newPage()
        await page.goto(url)
        await page
          .getByRole('link', { name: /camera/ })
          .first()
          .click()
        const video = page.locator('#review-stage video')
        await video.waitFor()
        const address = await video.evaluate((one: HTMLVideoElement) => one.src)
        await page.close()
        const size = { widthPx: 895, heightPx: 504 }
        const original = await bareVideo(browser, address, size)
        const copy = await bareVideo(browser, address.replace('/original', '/proxy'), size)
        const copyMs: number[] = []
        const originalMs: number[] = []
        for (const toMs of places) {
          copyMs.push(await bareSeek(copy, toMs))
          originalMs.push(await bareSeek(original, toMs))
        }
        const [ours, peer] = [percentile(copyMs, 0.95), percentile(originalMs, 0.95)]
        const name = 'random seek in the playable copy, 95th percentile, against the source'
        report({ name, ratio: ours / peer, limit: LIMIT, oursMs: ours, peerMs: peer, runs: SEEKS })
        process.stdout.write(
          `  median ${median(copyMs).toFixed(1)} ms, source ${median(originalMs).toFixed(1)} ms\n`,
        )
        expect(ours / peer, name).toBeLessThanOrEqual(LIMIT)
      } finally {
        await browser.close()
        host.kill('SIGTERM')
        // It writes in its folder until it is gone.
        await new Promise(gone => host.once('exit', gone))
      }
    }, 300_000)
  },
)
