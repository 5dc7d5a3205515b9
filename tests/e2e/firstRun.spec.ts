import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect } from 'playwright/test'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { sayWhoIAm, walkTo } from './fixtures/reviewRoom.ts'

test.describe('the first minute', () => {
  test('asks who I am, and opens the sample lesson with what was said about it', async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: /Open the sample lesson/ }).click()
    await expect(page.getByText('Write your name first')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused()

    await sayWhoIAm(page, 'Ana Reyes', 'Teacher')
    await page.getByRole('button', { name: /Open the sample lesson/ }).click()
    await expect(page).toHaveURL(/#\/lesson\//)
    await expect(page.getByRole('article').first()).toBeVisible()
  })

  test('does it all by keyboard', async ({ page }) => {
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused()
    await page.keyboard.type('Marcus Bell')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: 'Coach' })).toBeChecked()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: /Open the sample lesson/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/lesson\//)
  })

  test('is not asked again, and leaves no key in the address', async ({ page, app }) => {
    await sayWhoIAm(page, 'Ana Reyes', 'Teacher')
    await page.getByRole('button', { name: /Import a recording/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('heading', { name: 'Start with one recorded lesson' })).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    expect(page.url()).not.toContain('token')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Start with one recorded lesson' })).toBeVisible()
    expect(await page.evaluate(() => JSON.stringify(window.history.state))).not.toContain('token')
    expect(app.url).toContain('#token=')
  })

  test('opens a library folder that others have begun', async ({ page, app }) => {
    const shared = join(app.folder, 'shared library')
    await mkdir(shared)
    await sayWhoIAm(page, 'Jo Obi', 'Leader')
    await page.getByRole('button', { name: /Open a library folder/ }).click()
    await walkTo(page, shared)
    await page.getByRole('button', { name: 'Open this folder' }).click()
    await expect(page.getByRole('heading', { name: 'Start with one recorded lesson' })).toBeVisible()
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByText(basename(shared))).toBeVisible()
    await expect(page.getByText('Jo Obi')).toBeVisible()
  })
})

test.describe('a page without its key', () => {
  test('says how to open Debrief', async ({ app, context }) => {
    const page = await context.newPage()
    const address = new URL(app.url)
    address.hash = ''
    await page.goto(address.href)
    await expect(page.getByRole('heading', { name: 'Open Debrief by its own address' })).toBeVisible()
    await page.close()
  })
})
