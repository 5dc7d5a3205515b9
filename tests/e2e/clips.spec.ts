import { existsSync, readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { undoOf } from './fixtures/notices.ts'
import { walkTo } from './fixtures/reviewRoom.ts'
import { asAna, goTo } from './fixtures/school.ts'

test.skip(!corpusDir, 'the corpus is not on this machine')

/** A lesson with two comments and two clips, one of them in a collection. */
async function prepare(app: App, page: Page): Promise<void> {
  asAna(app, 'import', corpusFile('googlework-short.mp4'), '--teacher', 'Ana Reyes', '--subject', 'ASL 1')
  asAna(
    app,
    'comment',
    'googlework-short',
    '--at',
    '0:03',
    '--to',
    '0:06',
    '--text',
    'Four seconds of quiet.',
  )
  asAna(app, 'comment', 'googlework-short', '--at', '0:04', '--text', 'Only for me.', '--private')
  asAna(app, 'clip', 'googlework-short', '--from', '0:02', '--to', '0:07', '--title', 'Wait, then ask')
  asAna(
    app,
    ...['clip', 'googlework-short', '--from', '0:20', '--to', '0:23', '--title', 'Without a word'],
    ...['--collection', '100 % “quiet” / calm'],
  )
  await goTo(page, '/clips', 'All clips')
  await expect(clip(page, 'Wait, then ask')).toBeVisible()
}

const clip = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Clips' }).getByRole('article').filter({ hasText: title })

test('shows clips with where they are from, by collection, and renames them', async ({ page, app }) => {
  await prepare(app, page)
  await expect(clip(page, 'Wait, then ask')).toContainText('Ana Reyes · ASL 1')
  await expect(clip(page, 'Wait, then ask')).toContainText('1 comment')
  await expect(clip(page, 'Wait, then ask')).toContainText('0:05')
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('link', { name: /quiet/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '100 % “quiet” / calm' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Clips' }).getByRole('article')).toHaveCount(1)
  await page.reload()
  await expect(clip(page, 'Without a word')).toBeVisible()

  await page.getByRole('link', { name: /All clips/ }).click()
  await page.getByRole('button', { name: 'Wait, then ask' }).click()
  const details = page.getByRole('complementary', { name: /^Clip \d of 2/ })
  await expect(details.getByText('Four seconds of quiet.')).toBeVisible()
  await expect(details.getByText('Only for me.')).toBeHidden()
  await details.getByLabel('Title').fill('Wait four seconds')
  await expect(clip(page, 'Wait four seconds')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await page.reload()
  await expect(clip(page, 'Wait four seconds')).toBeVisible()
})

test('finds moments in any script and plays them, makes clips of a criterion, and marks them as examples', async ({
  page,
  app,
}) => {
  asAna(app, 'import', corpusFile('googlework-short.mp4'), '--teacher', 'Ana Reyes', '--subject', 'ASL 1')
  asAna(app, 'import', corpusFile('mdn-friday.mp4'), '--teacher', 'Jo Obi')
  const say = (lesson: string, at: string, text: string, ...more: string[]) =>
    asAna(app, 'comment', lesson, '--at', at, '--text', text, ...more)
  say('googlework-short', '0:20', 'Four seconds of silence', '--tag', 'C2=3')
  say('googlework-short', '0:30', '老师等待了七秒钟', '--tag', 'C2')
  say('mdn-friday', '0:02', 'Élèves attentifs', '--tag', 'C1')
  asAna(app, 'clip', 'mdn-friday', '--from', '0:00', '--to', '0:03', '--title', 'Friday begins')
  await goTo(page, '/clips', 'All clips')
  await expect(clip(page, 'Friday begins')).toBeVisible()

  await page.getByRole('button', { name: 'From comments…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Clips from comments' })
  const criterion = dialog.getByRole('combobox', { name: 'Criterion' })
  await expect(criterion).toBeFocused()
  await criterion.fill('C2')
  await page
    .getByRole('option', { name: /Wait time|C2/ })
    .first()
    .click()
  await expect(dialog.getByText('2 clips of 1 lesson')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Seconds before' }).fill('2')
  await expect(dialog.getByText('2 clips of 1 lesson, 0:14 together')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Make 2 clips' }).click()
  await expect(dialog).toBeHidden()
  await expect(clip(page, 'Four seconds of silence')).toContainText('0:07')
  await expect(page.getByText('3 clips', { exact: true }).first()).toBeVisible()

  await page.getByRole('button', { name: 'Teacher', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: /Ana Reyes\s*2/ }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('2 of 3 clips')).toBeVisible()
  await expect(clip(page, 'Friday begins')).toBeHidden()
  await page.getByRole('checkbox', { name: 'Tick Four seconds of silence' }).check()
  const bulk = page.getByRole('toolbar', { name: 'Ticked clips' })
  await bulk.getByRole('button', { name: 'Tick all 2' }).click()
  await expect(bulk.getByText('2 ticked')).toBeVisible()
  await bulk.getByRole('button', { name: 'Example of…' }).click()
  const example = page.getByRole('dialog', { name: 'Example of a criterion' })
  await expect(example.getByRole('combobox', { name: 'Criterion' })).toBeFocused()
  await example.getByRole('combobox', { name: 'Criterion' }).fill('C1')
  await page.getByRole('option', { name: /C1/ }).first().click()
  await example.getByRole('button', { name: 'Mark as example' }).click()
  await expect(example).toBeHidden()
  await expect(clip(page, '老师等待了七秒钟').getByRole('img', { name: 'Example of' })).toBeVisible()
  await bulk.getByRole('button', { name: 'Add to collection' }).click()
  await page.getByRole('textbox', { name: 'A new collection' }).fill('Wait time')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /Wait time\s*2/ })).toBeVisible()
  await bulk.getByRole('button', { name: 'Untick all' }).click()
  await expect(bulk).toBeHidden()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(clip(page, 'Friday begins')).toBeVisible()

  // A letter is wrong, an accent is missing: the comment is found all the same, and Enter plays its moment.
  await page.keyboard.press('/')
  const box = page.getByRole('combobox', { name: /^Search clips/ })
  await expect(box).toBeFocused()
  await box.fill('eleves atentifs')
  await expect(page.getByRole('status')).toContainText('nearly the same')
  await expect(page.getByRole('option', { selected: true })).toContainText('Élèves attentifs')
  await box.press('Enter')
  const moment = page.getByRole('complementary', { name: /^0:02 in/ })
  const video = moment.locator('video')
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(0.3)
  expect(await axeFindings(page)).toEqual([])
  await box.fill('等待')
  await expect(page.getByRole('option')).toHaveCount(2)
  await expect(page.getByRole('option', { selected: true })).toContainText('老师等待了七秒钟')
  await box.press('Escape')
  await expect(clip(page, 'Friday begins')).toBeVisible()
})

test('gives deleted clips back', async ({ page, app }) => {
  await prepare(app, page)
  await page.getByRole('checkbox', { name: 'Tick Wait, then ask' }).check()
  await page.getByRole('checkbox', { name: 'Tick Without a word' }).check()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'No clips yet' })).toBeVisible()
  await undoOf(page, '2 clips deleted').click()
  await expect(clip(page, 'Wait, then ask')).toBeVisible()
  await expect(clip(page, 'Without a word')).toBeVisible()
})

test('shows what will be written before it is, writes it, and says that it was verified', async ({
  page,
  app,
}) => {
  await prepare(app, page)
  const folder = join(app.folder, 'clips for Tuesday')
  await mkdir(folder)
  await page.getByRole('button', { name: 'Wait, then ask' }).click()
  await page.keyboard.press('Control+E')
  const dialog = page.getByRole('dialog', { name: /^Export clip/ })
  const frame = dialog.getByRole('img', { name: /^What will be exported at/ })
  await expect(frame).toBeVisible()
  const withComment = await frame.getAttribute('src')
  await expect(dialog.getByText('1 shown')).toBeVisible()
  await expect(dialog.getByText('1 note, always')).toBeVisible()
  await expect(dialog.getByText('320×180')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])

  await dialog.getByRole('radio', { name: 'None' }).click()
  await expect.poll(() => frame.getAttribute('src')).not.toBe(withComment)
  await dialog.getByRole('radio', { name: 'Overlay' }).click()
  await expect.poll(() => frame.getAttribute('src')).toBe(withComment)
  await dialog.getByRole('slider', { name: 'Moment of the preview' }).press('Home')
  await expect.poll(() => frame.getAttribute('src')).not.toBe(withComment)

  await dialog.getByRole('button', { name: 'Change' }).click()
  await walkTo(page, folder)
  await page.getByRole('button', { name: 'Write clips here' }).click()
  await expect(dialog.getByText(folder)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()

  await page.getByRole('link', { name: /^Queue/ }).click()
  const row = page
    .getByRole('list', { name: 'Exports' })
    .getByRole('listitem')
    .filter({ hasText: 'Wait, then ask' })
  await expect(row.getByText('Verified')).toBeVisible({ timeout: 60_000 })
  expect(await axeFindings(page)).toEqual([])
  expect(readdirSync(folder).filter(name => name.endsWith('.mp4'))).toHaveLength(1)
  await row.getByRole('button', { name: /^Take off the list/ }).click()
  await expect(page.getByRole('heading', { name: 'Nothing to export' })).toBeVisible()
  expect(readdirSync(folder).filter(name => name.endsWith('.mp4'))).toHaveLength(1)
})

test.describe('with an encoder that can be held back', () => {
  test.use({ holdsEncoder: true })

  test('exports several at once, and leaves nothing of one that was cancelled', async ({ page, app }) => {
    await prepare(app, page)
    asAna(app, 'clip', 'googlework-short', '--from', '0:01', '--to', '0:08', '--title', 'Too long')
    await expect(clip(page, 'Too long')).toBeVisible()
    const folder = join(app.folder, 'out')
    await mkdir(folder)
    await page.getByRole('button', { name: /^Export all 3/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Export 3 clips' })
    await dialog.getByRole('button', { name: 'Change' }).click()
    await walkTo(page, folder)
    await page.getByRole('button', { name: 'Write clips here' }).click()
    await expect(dialog.getByText(folder)).toBeVisible()
    await app.encoder.hold()
    await dialog.getByRole('button', { name: /^Export/ }).click()
    await page.getByRole('button', { name: 'Show queue' }).click()
    const exports = page.getByRole('list', { name: 'Exports' })
    await exports.getByRole('button', { name: 'Cancel: Too long' }).click()
    await expect(exports.getByText('Cancelled')).toBeVisible()
    await app.encoder.letGo()
    await expect(exports.getByText('Verified')).toHaveCount(2, { timeout: 90_000 })
    expect(existsSync(join(folder, 'Too long.mp4'))).toBe(false)
    expect(readdirSync(folder).filter(name => /\.mp4$/.test(name))).toHaveLength(2)
    expect(readdirSync(folder).filter(name => !/\.(?:mp4|vtt)$/.test(name))).toEqual([])
  })
})
