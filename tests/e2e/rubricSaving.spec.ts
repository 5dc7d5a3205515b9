import { expect } from 'playwright/test'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { importOurs, kept, part, saved } from './fixtures/rubricStudio.ts'
import { goTo } from './fixtures/school.ts'

test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

test.describe('a page that is left, or cannot save', () => {
  // The browser notes each refusal in its console.
  test.use({ allowedErrors: [/Failed to load resource/] })

  test('what was typed the moment before the page was left is saved, and nobody is asked', async ({
    page,
    app,
  }) => {
    await importOurs(app)
    await page.reload()
    await goTo(page, '/rubrics', 'Ours')
    await part(page, /Turns/).click()
    await page.getByRole('textbox', { name: 'Description' }).fill('Who speaks next')
    await page.reload()
    await saved(page)
    await part(page, /Turns/).click()
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Who speaks next')
    await expect
      .poll(() => kept(app, 'Ours').domains[0]?.criteria[1])
      .toMatchObject({ description: 'Who speaks next' })
    await expect(page.getByRole('alert')).toBeHidden()
  })

  test('the words stay, also over a reload, and are saved when that is possible again', async ({
    page,
    app,
  }) => {
    // As if the browser were gone at once: a page gets no chance to save when it is left. Listeners of the window are called in their order.
    await page.addInitScript(() =>
      window.addEventListener('pagehide', event => event.stopImmediatePropagation()),
    )
    await importOurs(app)
    await page.reload()
    await goTo(page, '/rubrics', 'Ours')
    await part(page, /Turns/).click()
    await page.route('**/rpc/rubrics/update', route => route.abort())
    await page.getByRole('textbox', { name: 'Description' }).fill('Who speaks next')
    await expect(page.getByRole('alert')).toContainText('Not saved.')
    expect(await axeFindings(page)).toEqual([])
    await page.reload()
    await part(page, /Turns/).click()
    const description = page.getByRole('textbox', { name: 'Description' })
    await expect(description).toHaveValue('Who speaks next')
    await expect(page.getByRole('alert')).toContainText('Not saved.')
    await page.unroute('**/rpc/rubrics/update')
    await description.fill('Who speaks next, and why')
    await saved(page)
    await expect
      .poll(() => kept(app, 'Ours').domains[0]?.criteria[1])
      .toMatchObject({ description: 'Who speaks next, and why' })
  })

  test('two pages of one person never write over each other unasked', async ({ page, app }) => {
    await importOurs(app)
    await page.reload()
    await goTo(page, '/rubrics', 'Ours')
    await part(page, /Turns/).click()
    const other = await app.open()
    await goTo(other, '/rubrics', 'Ours')
    await part(other, /Turns/).click()
    // This page does not hear of the other's change before it writes itself.
    await page.route('**/rpc/rubrics/list', route => route.abort())
    await other.getByRole('textbox', { name: 'Description' }).fill('From the other page')
    await saved(other)
    await page.getByRole('textbox', { name: 'Description' }).fill('From this page')
    await expect(page.getByRole('alert')).toContainText('also changed on another machine')
    expect(kept(app, 'Ours').domains[0]?.criteria[1]).toMatchObject({ description: 'From the other page' })
    await page.unroute('**/rpc/rubrics/list')
    await page.getByRole('button', { name: 'Keep these' }).click()
    await saved(page)
    await expect
      .poll(() => kept(app, 'Ours').domains[0]?.criteria[1])
      .toMatchObject({ description: 'From this page' })
    await expect(other.getByRole('textbox', { name: 'Description' })).toBeHidden()
    await part(other, /Turns/).click()
    await expect(other.getByRole('textbox', { name: 'Description' })).toHaveValue('From this page')
  })
})
