import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { walkTo } from './fixtures/reviewRoom.ts'
import { asAna, hasPicture, ownCopies } from './fixtures/school.ts'

test.skip(!corpusDir, 'the corpus is not on this machine')

const cards = (page: Page) => page.getByRole('list', { name: 'Lessons' }).getByRole('article')
const cardOf = (page: Page, title: string | RegExp) =>
  cards(page).filter({ has: page.getByRole('link', { name: title }) })

async function importFolder(page: Page, folder: string): Promise<void> {
  await page.keyboard.press('Control+Shift+O')
  await walkTo(page, folder)
  await page.getByRole('button', { name: 'Import this folder' }).click()
}

test('imports a folder: each file has its own outcome, and none stops the others', async ({ page, app }) => {
  await asAna(app, 'import', corpusFile('mdn-friday.mp4'))
  await expect(cardOf(page, /friday/)).toBeVisible()

  const folder = join(app.folder, 'from the camera')
  await mkdir(folder)
  const [good] = await ownCopies(app, 'googlework-short.mp4')
  await rename(good ?? '', join(folder, 'lesson on Tuesday.mp4'))
  await writeFile(join(folder, 'empty.mp4'), '')
  await writeFile(join(folder, 'notes.mp4'), 'These are notes and no recording.\n'.repeat(40))
  await importFolder(page, folder)

  const report = page.getByRole('complementary', { name: 'Work under way' })
  await expect(report.getByText('1 recording imported, 2 could not be imported')).toBeVisible()
  await expect(report.getByRole('listitem').filter({ hasText: 'empty.mp4' }).last()).toContainText('empty')
  await expect(report.getByRole('listitem').filter({ hasText: 'notes.mp4' }).last()).toContainText(
    'not a recording',
  )
  await hasPicture(page, cardOf(page, /lesson on Tuesday/i))
  await expect(cardOf(page, /lesson on Tuesday/i)).toContainText('0:35')
  expect(await axeFindings(page)).toEqual([])

  await report
    .getByRole('listitem')
    .filter({ hasText: '2 could not be imported' })
    .getByRole('button', { name: 'Close this report' })
    .click()
  await importFolder(page, folder)
  await expect(report.getByText('1 already here, 2 could not be imported')).toBeVisible()
  await expect(cards(page)).toHaveCount(3)
})

test('takes a dropped recording into the library, where the page cannot know its path', async ({
  page,
  app,
}) => {
  await asAna(app, 'import', corpusFile('mdn-friday.mp4'))
  await expect(cardOf(page, /friday/)).toBeVisible()
  const bytes = readFileSync(corpusFile('asl-learn.mkv')).toString('base64')
  const drop = await page.evaluateHandle(base64 => {
    const data = new DataTransfer()
    const content = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
    data.items.add(new File([content], 'signs.mkv', { type: 'video/x-matroska' }))
    return data
  }, bytes)
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: drop })
  await expect(page.getByText('Drop to import')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: drop })
  await expect(page.getByText('Drop to import')).toBeHidden()
  await expect(page.getByText('1 recording imported')).toBeVisible()
  await hasPicture(page, cardOf(page, /signs/))
  const kept = readdirSync(join(app.library, 'media'), { recursive: true, encoding: 'utf8' })
  expect(kept.filter(name => name.endsWith('.mkv'))).toHaveLength(1)
})

test('keeps a lesson’s details as they are typed, and finds it by them', async ({ page, app }) => {
  await asAna(app, 'import', corpusFile('mdn-friday.mp4'), corpusFile('asl-learn.mkv'))
  await cardOf(page, /friday/)
    .getByRole('link')
    .focus()
  await page.keyboard.press('i')
  const details = page.getByRole('dialog', { name: 'Lesson details' })
  await details.getByLabel('Title').fill('Three voices at once')
  await details.getByLabel('Teacher').fill('Dana Kim')
  await details.getByLabel('Subject').fill('Film and media')
  await details.getByLabel('Grade').fill('Grade 10')
  await details.getByLabel('Date').fill('2026-11-04')
  await details.getByLabel('Focus').fill('Who speaks to whom')
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(details).toBeHidden()

  await page.reload()
  const card = cardOf(page, 'Three voices at once')
  await expect(card).toContainText('Dana Kim · Film and media · Grade 10 · 4 Nov')

  await page.keyboard.press('/')
  await page.keyboard.type('dana film')
  await expect(cards(page)).toHaveCount(1)
  await expect(page.getByText('1 of 2 lessons')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Grade', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: /Grade 10/ }).click()
  await page.keyboard.press('Escape')
  await expect(cards(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Clear the filter Grade' }).click()
  await expect(cardOf(page, /asl-learn/)).toBeVisible()

  await page.getByLabel('Search lessons').fill('nothing has these words')
  await expect(page.getByText('No lesson fits')).toBeVisible()
  await page.getByRole('button', { name: 'Show all lessons' }).click()
  await expect(cardOf(page, /asl-learn/)).toBeVisible()
})

test('gives a deleted lesson back, and never touches its file', async ({ page, app }) => {
  const [file] = await ownCopies(app, 'mdn-friday.mp4')
  await asAna(app, 'import', file ?? '')
  await asAna(app, 'comment', 'mdn-friday', '--at', '0:02', '--text', 'Three people speak at once.')
  const card = cardOf(page, /friday/)
  await card.hover()
  await card.getByRole('button', { name: /^More on/ }).click()
  await page.getByRole('menuitem', { name: /Delete lesson/ }).click()
  await expect(card).toBeHidden()
  expect(existsSync(file ?? '')).toBe(true)
  await page.keyboard.press('Control+Z')
  await expect(card).toBeVisible()
  await expect(card).toContainText('1 comment')
})

test('is calm where a recording was moved, and finds it again', async ({ page, app }) => {
  const [file] = await ownCopies(app, 'mdn-friday.mp4')
  await asAna(app, 'import', file ?? '')
  await asAna(app, 'comment', 'mdn-friday', '--at', '0:02', '--text', 'Three people speak at once.')
  const moved = join(app.folder, 'moved')
  await mkdir(moved)
  await rename(file ?? '', join(moved, 'renamed.mp4'))
  await page.reload()
  const card = cardOf(page, /friday/)
  await expect(card).toContainText('Not where it was')
  await expect(card).toContainText('Comments are safe.')
  expect(await axeFindings(page)).toEqual([])
  await card.getByRole('button', { name: 'Find it' }).click()
  await walkTo(page, moved)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /renamed\.mp4/ })
    .dblclick()
  await expect(page.getByText('Found. The recording plays again.')).toBeVisible()
  await expect(card).not.toContainText('Not where it was')
})

test('opens a lesson by keyboard alone, and comes back to the same place', async ({ page, app }) => {
  await asAna(app, 'import', corpusFile('mdn-friday.mp4'))
  await expect(cardOf(page, /friday/)).toBeVisible()
  await page.getByRole('button', { name: 'Folder', exact: true }).focus()
  await page.keyboard.press('Tab')
  await expect(cardOf(page, /friday/).getByRole('link')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/lesson\//)
  await page.goBack()
  await expect(cardOf(page, /friday/)).toBeVisible()
  await page.keyboard.press('Control+K')
  await page.getByRole('textbox', { name: 'Find any act or lesson' }).fill('friday')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/lesson\//)
})

test('fits a small window at twice the size, and the dark', async ({ page, app }) => {
  await asAna(app, 'import', corpusFile('mdn-friday.mp4'))
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  for (const size of [
    { width: 720, height: 450 },
    { width: 1024, height: 700 },
    { width: 2560, height: 1440 },
  ]) {
    await page.setViewportSize(size)
    await expect(cardOf(page, /friday/)).toBeVisible()
    const spills = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(spills, `${size.width} wide`).toBe(false)
    expect(await axeFindings(page)).toEqual([])
  }
})
