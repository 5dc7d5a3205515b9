import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { walkTo } from './fixtures/reviewRoom.ts'
import { asAna, goTo } from './fixtures/school.ts'

test.skip(!corpusDir, 'the corpus is not on this machine')

const titles = (page: Page) =>
  page.getByRole('list', { name: 'Clips' }).getByRole('article').getByRole('heading', { level: 2 })

test('a collection is described, ordered by keys and played through; what may not leave stays out of what is handed out', async ({
  page,
  app,
}) => {
  asAna(app, 'import', corpusFile('googlework-short.mp4'), '--teacher', 'Ana Reyes')
  asAna(app, 'import', corpusFile('mdn-flower.webm'), '--title', 'Flowers')
  const clip = (lesson: string, from: string, to: string, title: string) =>
    asAna(
      app,
      ...['clip', lesson, '--from', from, '--to', to, '--title', title],
      ...['--collection', 'Show, then wait'],
    )
  clip('googlework-short', '0:02', '0:04', 'Palm first')
  clip('googlework-short', '0:10', '0:12', 'Then the forehead')
  clip('Flowers', '0:01', '0:03', 'In the garden')
  await goTo(page, '/clips', 'All clips')
  await page.getByRole('link', { name: /Show, then wait/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Show, then wait' })).toBeVisible()
  await expect(titles(page)).toHaveText(['Palm first', 'Then the forehead', 'In the garden'])

  const about = page.getByRole('complementary', { name: 'About this collection' })
  await about.getByLabel('Purpose').fill('The seconds that follow')
  await expect(page.getByRole('main').getByText('The seconds that follow')).toBeVisible()
  await about.getByLabel('Notes for the facilitator').fill('Let them be silent.')
  await about.getByRole('combobox', { name: 'Protocol' }).click()
  await page.getByRole('option', { name: 'What, so what, now what' }).click()
  await expect(about.getByLabel('Step 4', { exact: true })).toHaveValue(/Monday/)
  await expect(about.getByText('19 min in all')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('button', { name: 'Palm first' }).click()
  const details = page.getByRole('complementary', { name: 'Clip 1 of 3' })
  await details.getByLabel('Prompt').fill('What do her hands say?')
  await expect(page.getByRole('article').getByText('“What do her hands say?”')).toBeVisible()
  const card = page.getByRole('button', { name: 'Palm first' })
  const moved = () => page.waitForResponse('**/rpc/collections/moveClip')
  const moveLater = async () => {
    const saved = moved()
    await card.focus()
    await page.keyboard.press('Alt+ArrowDown')
    await saved
    await expect(titles(page)).toHaveText(['Then the forehead', 'Palm first', 'In the garden'])
  }
  await moveLater()
  await expect(card).toBeFocused()
  await expect(page.getByRole('complementary', { name: 'Clip 2 of 3' })).toBeVisible()
  const dragged = moved()
  await page
    .getByRole('article')
    .filter({ hasText: 'Palm first' })
    .dragTo(page.getByRole('article').filter({ hasText: 'Then the forehead' }))
  await dragged
  await expect(titles(page)).toHaveText(['Palm first', 'Then the forehead', 'In the garden'])
  await moveLater()
  expect(app.run('collection', 'Show, then wait')).toMatchObject({
    purpose: 'The seconds that follow',
    clips: [{ title: 'Then the forehead' }, { title: 'Palm first', prompt: 'What do her hands say?' }, {}],
  })

  await page.getByRole('button', { name: /^Play all/ }).click()
  const through = page.getByRole('dialog', { name: 'Playing Show, then wait' })
  await expect(through.getByRole('heading', { name: 'Palm first' })).toBeVisible()
  await expect(through.getByText('What do her hands say?')).toBeVisible()
  await expect(through).toBeFocused()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Space')
  await expect
    .poll(() => through.locator('video').evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(2.1)
  await page.keyboard.press('ArrowDown')
  await expect(through.getByRole('listitem').nth(1)).toHaveAttribute('aria-current', 'step')
  await page.keyboard.press('t')
  await expect(through.getByLabel('Time left')).toHaveText(/4:5\d/)
  await page.keyboard.press('f')
  await expect(through.getByText('Let them be silent.')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(through.getByRole('heading', { name: 'In the garden' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(through).toBeHidden()

  asAna(app, 'consent', 'Flowers', '--state', 'restricted')
  await expect(page.getByText('1 clip may not leave')).toBeVisible()
  await expect(page.getByRole('article').filter({ hasText: 'In the garden' })).toContainText('Restricted')
  const folder = join(app.folder, 'stick')
  await mkdir(folder)
  await page.getByRole('button', { name: 'Hand out' }).click()
  await page.getByRole('menuitem', { name: 'As an offline library' }).click()
  const handOut = page.getByRole('dialog', { name: 'Hand out' })
  await expect(handOut.getByText('1 of 3 clips stays out; the rest goes on.')).toBeVisible()
  await handOut.getByRole('button', { name: 'Consent: Flowers' }).click()
  await expect(handOut.getByRole('radio', { name: 'Restricted' })).toBeChecked()
  expect(await axeFindings(page)).toEqual([])
  await handOut.getByRole('radio', { name: /One .zip file/ }).check()
  await handOut.getByRole('button', { name: /Choose where for 2 clips/ }).click()
  await walkTo(page, folder)
  await page.getByRole('button', { name: 'Write it here' }).click()
  await expect(handOut).toBeHidden()
  await expect(
    page.getByText(/“Show, then wait” is written to .*\.zip, with 2 clips; 1 stayed out/),
  ).toBeVisible({
    timeout: 60_000,
  })
  expect(await readdir(folder)).toEqual(['Show, then wait.zip'])
})
