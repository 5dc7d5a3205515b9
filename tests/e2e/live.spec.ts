import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { z } from 'zod'
import { importResult, lessonView } from '../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'

/** An old camera's AVI with sound, four times over: long enough that its playable copy is far from done when people begin. */
function longRecording(folder: string): string {
  const out = join(folder, 'camera lesson.avi')
  const source = corpusFile('googlework-short.mp4')
  const codecs = ['-vf', 'scale=960:540', '-c:v', 'mpeg4', '-q:v', '6', '-g', '300', '-c:a', 'libmp3lame']
  execFileSync('ffmpeg', ['-v', 'error', '-stream_loop', '3', '-i', source, ...codecs, out])
  return out
}

const seen = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => ({
    atS: video.currentTime,
    width: video.videoWidth,
    height: video.videoHeight,
    soundBytes: Reflect.get(video, 'webkitAudioDecodedByteCount') as number,
    frames: video.getVideoPlaybackQuality().totalVideoFrames,
    source: video.dataset.source,
  }))

test.describe('a recording that Chromium cannot play', () => {
  test.skip(!corpusDir, 'the corpus is not on this machine')

  test('is watched and seeked while its playable copy is still being made', async ({ app, page }) => {
    // The copy is made at the lowest priority: whoever else works on this machine goes first.
    test.setTimeout(900_000)
    const { imported } = importResult.parse(app.run('import', longRecording(app.folder), '--as', 'Ana'))
    const [lesson] = imported
    if (!lesson) throw new Error('nothing was imported')
    await page.goto(`${new URL(page.url()).origin}/#/lesson/${encodeURIComponent(lesson.lessonId)}`)
    const room = reviewRoom(page)
    await expect.poll(async () => (await seen(page)).width).toBe(960)
    await expect.poll(async () => (await seen(page)).source).toBe('live')
    await room.letGo()
    await page.keyboard.press('k')
    const before = await seen(page)
    await expect.poll(async () => (await seen(page)).frames).toBeGreaterThan(before.frames + 10)
    await expect.poll(async () => (await seen(page)).soundBytes).toBeGreaterThan(before.soundBytes)
    await page.keyboard.press('k')

    // Far ahead of what is made: the picture comes from there, not from the beginning.
    await room.seekTo('1:50')
    await expect.poll(async () => Math.round((await seen(page)).atS)).toBe(110)
    const there = await seen(page)
    await page.keyboard.press('k')
    await expect.poll(async () => (await seen(page)).atS).toBeGreaterThan(there.atS + 1)
    await page.keyboard.press('k')
    const [now] = z.array(lessonView).parse(app.run('lessons'))
    expect(now?.recordings[0]?.source).toBe('live')

    // When all of it is there, the finished copy takes over where the picture stands.
    await expect.poll(async () => (await seen(page)).source, { timeout: 700_000 }).toBe('proxy')
    await expect.poll(async () => (await seen(page)).width).toBe(960)
    expect(Math.abs((await seen(page)).atS - 111)).toBeLessThan(5)
  })
})
