import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { toneOf, toneTracks } from '../fixtures/tones.ts'
import { coach, importAs, openLesson } from './fixtures/angles.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'

const nearest = (file: string) => Math.round(toneOf('ffmpeg', file) / 20) * 20

/** What the page's element plays, as the host serves it. */
async function toneServed(page: Page, out: string): Promise<number> {
  const bytes = await page
    .locator('video[data-recording]')
    .evaluate(async (video: HTMLVideoElement) => [
      ...new Uint8Array(await (await fetch(video.currentSrc)).arrayBuffer()),
    ])
  writeFileSync(out, Uint8Array.from(bytes))
  return nearest(out)
}

test('of a recording with two sound tracks one is chosen, heard, exported and taken back', async ({
  page,
  app,
}) => {
  const file = join(app.folder, 'two languages.mp4')
  const made = toneTracks([
    { hz: 440, language: 'deu', isDefault: true },
    { hz: 880, language: 'eng', title: 'Lapel microphone' },
  ])
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', ...made, file])
  const { lessonId } = importAs(app, file, '--title', 'Two languages')
  await openLesson(page, lessonId)
  const video = page.locator('video[data-recording]')
  await expect(video).toHaveAttribute('data-source', 'original')
  expect(await toneServed(page, join(app.folder, 'original.mp4'))).toBe(440)

  await page.keyboard.press('Shift+A')
  const dialog = page.getByRole('dialog', { name: 'Angles of this lesson' })
  const track = dialog.getByLabel('Sound track')
  await expect(track.locator('option')).toHaveText(['German · mono', 'English · Lapel microphone · mono'])
  await expect(track).toHaveValue('1')
  expect(await axeFindings(page)).toEqual([])
  await track.selectOption('English · Lapel microphone · mono')
  await expect(page.getByText('English · Lapel microphone · mono is heard')).toBeVisible()
  await expect(track).toHaveValue('2')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()

  // The picture is not encoded again for it: the copy is there at once, and has the other sound.
  await expect(video).toHaveAttribute('data-source', 'proxy')
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState)).toBe(4)
  expect(await video.evaluate((one: HTMLVideoElement) => one.videoWidth)).toBe(320)
  expect(await toneServed(page, join(app.folder, 'copy.mp4'))).toBe(880)

  const words = ['--from', '1', '--to', '3', '--title', 'Wait time']
  const clip = app.run('clip', lessonId, ...words, ...coach) as { id: string }
  const exported = app.run('export', clip.id, '--out', app.folder, ...coach) as {
    exported: Array<{ file: string }>
  }
  expect(nearest(exported.exported[0]?.file ?? '')).toBe(880)

  await page.locator('#review-stage').focus()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(video).toHaveAttribute('data-source', 'original')
  expect(await toneServed(page, join(app.folder, 'again.mp4'))).toBe(440)
})
