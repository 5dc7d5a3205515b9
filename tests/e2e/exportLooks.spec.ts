import { readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { walkTo } from './fixtures/reviewRoom.ts'
import { asAna, goTo } from './fixtures/school.ts'

test.skip(!corpusDir, 'the corpus is not on this machine')

/** Two lessons of different sizes with a clip each, in one collection. */
async function prepare(app: App, page: Page): Promise<void> {
  asAna(app, 'import', corpusFile('mdn-friday.mp4'), '--teacher', 'Ana Reyes', '--subject', 'ASL 1')
  asAna(app, 'import', corpusFile('googlework-short.mp4'))
  const say = (lesson: string, at: string, text: string) =>
    asAna(app, 'comment', lesson, '--at', at, '--text', text)
  say('mdn-friday', '0:02', 'They watch my hand, not my face. I would pause here first.')
  say('googlework-short', '0:04', 'Four seconds of quiet.')
  const clip = (lesson: string, title: string) =>
    asAna(
      app,
      'clip',
      lesson,
      '--from',
      '0:01',
      '--to',
      '0:04',
      '--title',
      title,
      '--collection',
      'Show, then wait',
    )
  clip('mdn-friday', 'Hands first')
  clip('googlework-short', 'Quiet')
  await goTo(page, '/clips', 'All clips')
  await expect(page.getByRole('list', { name: 'Clips' }).getByRole('article')).toHaveCount(2)
}

async function exportTo(page: Page, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await page.getByRole('button', { name: 'Change' }).click()
  await walkTo(page, folder)
  await page.getByRole('button', { name: 'Write clips here' }).click()
  await expect(page.getByText(folder)).toBeVisible()
}

const exportsList = (page: Page) => page.getByRole('list', { name: 'Exports' })

test('shows each look as it will be, writes a side panel with its cards, in both themes', async ({
  page,
  app,
}, info) => {
  await prepare(app, page)
  await page.getByRole('button', { name: 'Hands first' }).click()
  await page.keyboard.press('Control+E')
  const dialog = page.getByRole('dialog', { name: /^Export clip/ })
  const frame = dialog.getByRole('img', { name: /^What will be exported at/ })
  await expect(frame).toBeVisible()
  const overlay = await frame.getAttribute('src')
  await dialog.getByRole('radio', { name: 'Side panel' }).click()
  await expect.poll(() => frame.getAttribute('src')).not.toBe(overlay)
  await expect(dialog.getByText('1920×1080').or(dialog.getByText('1280×720'))).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'Title card first' }).check()
  await dialog.getByRole('checkbox', { name: 'Name the teacher' }).check()
  const panel = await frame.getAttribute('src')
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('What do the hands say before the words?')
  await expect.poll(() => frame.getAttribute('src')).not.toBe(panel)
  await dialog.getByText('Time, sound and files').click()
  await dialog.getByRole('combobox', { name: 'Sound' }).selectOption('Voices evened')
  await dialog.getByRole('checkbox', { name: 'SRT' }).check()
  await dialog.getByRole('checkbox', { name: 'Poster' }).check()
  await expect(dialog.getByText('…', { exact: true })).toHaveCount(0)
  expect(await axeFindings(page)).toEqual([])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: info.outputPath(`dialog-${colorScheme}.png`) })
    expect(await axeFindings(page)).toEqual([])
  }
  const folder = join(app.folder, 'looks')
  await exportTo(page, folder)
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  await page.getByRole('link', { name: /^Queue/ }).click()
  await expect(exportsList(page).getByText('Verified')).toBeVisible({ timeout: 90_000 })
  expect(readdirSync(folder).sort()).toEqual([
    'Hands first.jpg',
    'Hands first.mp4',
    'Hands first.srt',
    'Hands first.vtt',
  ])
})

test.describe('with an encoder that can be held back', () => {
  test.use({ holdsEncoder: true })

  test('pauses the queue, changes its order, and writes a reel of clips of two lessons', async ({
    page,
    app,
  }, info) => {
    await prepare(app, page)
    await page.getByRole('button', { name: /^Export all 2/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Export 2 clips' })
    const folder = join(app.folder, 'reels')
    await exportTo(page, folder)
    await dialog.getByRole('checkbox', { name: /^All in one file/ }).check()
    await dialog.getByRole('textbox', { name: 'Name of the file' }).fill('Tuesday: "show"')
    for (const [width, height] of [
      [1024, 700],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: info.outputPath(`reel-dialog-${width}.png`) })
      expect(await axeFindings(page)).toEqual([])
    }
    // What is written first is surely being written still while the others come and are put in order.
    await app.encoder.hold()
    await dialog.getByRole('button', { name: /^Export/ }).click()
    await page.getByRole('button', { name: 'Show queue' }).click()
    await page.getByRole('button', { name: 'Pause all' }).click()
    await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible()

    await page.getByRole('link', { name: /All clips/ }).click()
    await page.getByRole('button', { name: /^Export all 2/ }).click()
    await page
      .getByRole('dialog', { name: 'Export 2 clips' })
      .getByRole('button', { name: /^Export/ })
      .click()
    await page.getByRole('link', { name: /^Queue/ }).click()
    const rows = exportsList(page).getByRole('listitem')
    await expect(rows).toHaveCount(3)
    const names = () => rows.allInnerTexts().then(all => all.map(text => text.split('\n')[0]))
    const before = await names()
    await exportsList(page)
      .getByRole('button', { name: `Later: ${before[1]}` })
      .click()
    await expect.poll(names).toEqual([before[0], before[2], before[1]])
    // No tooltip is open.
    await page.mouse.move(0, 0)
    await page.getByRole('heading', { level: 1, name: 'Export queue' }).click()
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: info.outputPath(`queue-${colorScheme}.png`) })
    }
    expect(await axeFindings(page)).toEqual([])
    await app.encoder.letGo()
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(exportsList(page).getByText('Verified')).toHaveCount(3, { timeout: 120_000 })
    const made = readdirSync(folder).filter(name => name.endsWith('.mp4'))
    expect(made.sort()).toEqual(['Hands first.mp4', 'Quiet.mp4', 'Tuesday show.mp4'])
    expect(await axeFindings(page)).toEqual([])
  })
})
