import { expect } from 'playwright/test'
import { z } from 'zod'
import { mediaAddress } from '../../electron/contract/api/doors.ts'
import { importResult, lessonView } from '../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'

/** Real files that Chromium plays as they are, one a container; the library says so, and here the page has to agree. */
const playable = [
  'opencast-av.mov',
  'phone-sideways.mov',
  'googlework-short.mp4',
  'asl-learn.mkv',
  'av1-in-mkv.mkv',
  'rails-video.webm',
  'apple-voice-memo.m4a',
  'napoleon.mp3',
  'gcp-phonecall-mono.wav',
]

async function mediaKeyOf({ url }: App): Promise<string> {
  const { origin, hash } = new URL(url)
  const answer = await fetch(`${origin}/rpc/app/info`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hash.slice('#token='.length)}`, 'content-type': 'application/json' },
    body: '{}',
  })
  return z.object({ json: z.object({ mediaKey: z.string() }) }).parse(await answer.json()).json.mediaKey
}

test.describe('recordings through the host', () => {
  test.skip(!corpusDir, 'the corpus is not on this machine')

  test('are shown, and seeked to where they were asked to', async ({ app, page }) => {
    const files = playable.map(corpusFile)
    const { failed } = importResult.parse(app.run('import', ...files, '--as', 'Ana'))
    expect(failed).toEqual([])
    const lessons = z.array(lessonView).parse(app.run('lessons'))
    const mediaKey = await mediaKeyOf(app)
    for (const { recordings, title } of lessons) {
      const [recording] = recordings
      if (!recording) throw new Error(`${title} has no recording`)
      expect.soft(recording.source, title).toBe('original')
      const targetMs = Math.floor(recording.durationMs * 0.6)
      const address = mediaAddress(recording.id, 'original', mediaKey)
      const seen = await page.evaluate(
        async ([src, targetS]) => {
          const video = document.createElement('video')
          const next = (event: string) =>
            new Promise<void>((done, fail) => {
              video.addEventListener(event, () => done(), { once: true })
              video.addEventListener('error', () => fail(new Error(video.error?.message ?? 'error')), {
                once: true,
              })
            })
          video.muted = true
          video.src = src
          await next('loadeddata')
          video.currentTime = targetS
          await next('seeked')
          const { currentTime, videoWidth, videoHeight } = video
          video.removeAttribute('src')
          video.load()
          return { currentTime, videoWidth, videoHeight }
        },
        [address, targetMs / 1000] as const,
      )
      expect.soft(Math.abs(seen.currentTime * 1000 - targetMs), title).toBeLessThan(50)
      expect.soft([seen.videoWidth, seen.videoHeight], title).toEqual([recording.width, recording.height])
    }
  })
})
