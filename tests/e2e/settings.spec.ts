import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { undoOf } from './fixtures/notices.ts'
import { sayWhoIAm, walkTo } from './fixtures/reviewRoom.ts'
import { goTo } from './fixtures/school.ts'

test.beforeEach(async ({ page }) => {
  await sayWhoIAm(page, 'Ana Reyes', 'Teacher')
  await page.getByRole('button', { name: /Import a recording/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await goTo(page, '/settings', 'Settings')
})

const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme)

test('is clean before axe, in the light and in the dark', async ({ page }) => {
  await expect(page.getByText('Everything is there').or(page.getByText('Something is missing'))).toBeVisible({
    timeout: 30_000,
  })
  expect(await axeFindings(page)).toEqual([])
  await page.getByText('Dark', { exact: true }).click()
  await expect.poll(() => themeOf(page)).toBe('dark')
  expect(await axeFindings(page)).toEqual([])
})

test('keeps the theme, before anything else of the page is there', async ({ page, app }) => {
  await page.getByText('Dark', { exact: true }).click()
  await expect.poll(() => themeOf(page)).toBe('dark')
  // It shows before the host has it; a reload may only come then.
  await expect.poll(() => readFileSync(join(app.home, 'settings.json'), 'utf8')).toContain('"dark"')
  await page.reload()
  await page.waitForLoadState('domcontentloaded')
  expect(await themeOf(page)).toBe('dark')
  await page.getByText('As the system', { exact: true }).click()
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => themeOf(page)).toBe('light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => themeOf(page)).toBe('dark')
  // Left in the same moment, it is kept all the same.
  await page.getByText('Light', { exact: true }).click()
  await page.goto('about:blank')
  await expect.poll(() => readFileSync(join(app.home, 'settings.json'), 'utf8')).toContain('"light"')
})

test('knows the people of this machine: who is here, their names, colours and patterns', async ({
  page,
  app,
}) => {
  await page.getByLabel('Add a person').fill('Marcus Bell')
  await page.getByLabel('Role').last().selectOption('coach')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const here = page.getByRole('switch', { name: 'Marcus Bell is here now' })
  await expect(here).not.toBeChecked()
  await expect(page.getByRole('switch', { name: 'Ana Reyes is here now' })).toBeDisabled()
  // The switch shows what the host has, so it turns when that has answered.
  await here.click({ force: true })
  await expect(here).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Ana Reyes is here now' })).toBeEnabled()

  await page.getByRole('button', { name: 'Change Marcus Bell' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Marcus A. Bell')
  // As with the switch: it turns when the host has it.
  await page.getByRole('radio', { name: 'Green, bars' }).click({ force: true })
  await expect(page.getByRole('radio', { name: 'Green, bars' })).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Marcus A. Bell is here now' })).toBeChecked()
  await expect
    .poll(() => {
      const kept: unknown = JSON.parse(readFileSync(join(app.home, 'settings.json'), 'utf8'))
      return JSON.stringify(kept)
    })
    .toContain('present')
  await page.reload()
  await expect(page.getByRole('switch', { name: 'Marcus A. Bell is here now' })).toBeChecked()
})

test('takes a person off this machine, and back again', async ({ page }) => {
  await page.getByLabel('Add a person').fill('Jo Obi')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Change Jo Obi' }).click()
  await page.getByRole('button', { name: 'Take off this machine' }).click()
  await expect(page.getByRole('button', { name: 'Change Jo Obi' })).toBeHidden()
  await undoOf(page, 'Jo Obi').click()
  await expect(page.getByRole('button', { name: 'Change Jo Obi' })).toBeVisible()
})

test('keeps how playback behaves and where clips are written', async ({ page, app }) => {
  const folder = join(app.folder, 'clips')
  await mkdir(folder)
  await page.getByLabel('Jump with the arrow keys').selectOption('10 s')
  await page.getByRole('switch', { name: 'Pause while I write a comment' }).click({ force: true })
  await expect(page.getByRole('switch', { name: 'Pause while I write a comment' })).not.toBeChecked()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await walkTo(page, folder)
  await page.getByRole('button', { name: 'Write clips here' }).click()
  await expect(page.getByText(folder, { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Jump with the arrow keys')).toHaveValue('10000')
  await expect(page.getByRole('switch', { name: 'Pause while I write a comment' })).not.toBeChecked()
  await expect(page.getByText(folder, { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Use the usual one' }).click()
  await expect(page.getByText(folder, { exact: true })).toBeHidden()
})

test('opens another library', async ({ page, app }) => {
  const other = join(app.folder, 'other library')
  await mkdir(other)
  await page.getByRole('button', { name: 'Open another' }).click()
  await walkTo(page, other)
  await page.getByRole('button', { name: 'Open this folder' }).click()
  await expect(page.getByText(other).first()).toBeVisible()
})

test('shows every key of the screen, and finds any act', async ({ page }) => {
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Undo')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  await page.getByRole('textbox', { name: 'Find any act or lesson' }).fill('rubrics')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Classroom practice' })).toBeVisible()
})
