import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { walkTo } from './fixtures/reviewRoom.ts'
import { asAna } from './fixtures/school.ts'

test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

interface Lesson {
  readonly title: string
  readonly durationMs: number
}
const lessons = (app: App) => app.run('lessons') as readonly Lesson[]

/** A card as a GoPro leaves it: one recording in two files, cut without another encode, and one beside it. */
async function card(app: App): Promise<string> {
  const folder = join(app.folder, 'DCIM')
  await mkdir(folder)
  for (const [name, from] of [
    ['GX010042.MP4', 0],
    ['GX020042.MP4', 16],
  ] as const) {
    const cut = ['-ss', String(from), '-t', '16', '-i', corpusFile('googlework-short.mp4'), '-c', 'copy']
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', ...cut, join(folder, name)])
  }
  await copyFile(corpusFile('mdn-friday.mp4'), join(folder, 'GX010043.MP4'))
  return folder
}

async function importFolder(page: Page, folder: string): Promise<void> {
  await page.keyboard.press('Control+Shift+O')
  await walkTo(page, folder)
  await page.getByRole('button', { name: 'Import this folder' }).click()
}

test('files that a camera split are offered as one recording, and become one', async ({ page, app }) => {
  await asAna(app, 'import', corpusFile('asl-learn.mkv'))
  const folder = await card(app)
  const sizeBefore = (await stat(join(folder, 'GX010042.MP4'))).size
  await importFolder(page, folder)
  const offer = page.getByRole('dialog', { name: 'One recording in several files?' })
  await expect(offer.getByRole('listitem').filter({ hasText: 'GX020042.MP4' }).last()).toBeVisible()
  await expect(offer).toContainText('2 files, together 0:3')
  await expect(offer).not.toContainText('GX010043')
  expect(await axeFindings(page)).toEqual([])

  // Given up, nothing is imported; the keyboard alone takes the offer.
  await page.keyboard.press('Escape')
  await expect(offer).toBeHidden()
  expect(lessons(app)).toHaveLength(1)
  await importFolder(page, folder)
  await expect(offer.getByRole('button', { name: 'Import as one recording' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => lessons(app).length).toBe(3)
  const lengths = lessons(app).map(({ durationMs }) => durationMs)
  expect(lengths.some(ms => Math.abs(ms - 32_000) < 1_500)).toBe(true)
  expect((await stat(join(folder, 'GX010042.MP4'))).size).toBe(sizeBefore)
})

test('who wants each file gets each file', async ({ page, app }) => {
  await asAna(app, 'import', corpusFile('asl-learn.mkv'))
  await importFolder(page, await card(app))
  await page.getByRole('button', { name: 'Import each file' }).click()
  await expect.poll(() => lessons(app).length).toBe(4)
})
