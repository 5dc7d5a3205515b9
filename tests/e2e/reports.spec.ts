import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { imported } from './fixtures/drawing.ts'

test.describe('a report', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')
  test.afterEach(async ({ context }) => {
    for (const page of context.pages()) await page.close()
  })

  test('is written from the library with the words of those who are chosen, and read offline', async ({
    app,
    context,
  }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    const say = (who: string, role: string, at: string, text: string, ...more: string[]) =>
      app.run('comment', lesson, '--at', at, '--text', text, '--as', who, '--role', role, ...more)
    say('Ana', 'coach', '4', 'She waits seven seconds', '--tag', 'B1=3')
    say('Ben', 'teacher', '8', 'I did not see that')
    const page = await app.open()
    await page.getByRole('button', { name: 'More on Verbs we use in class' }).click()
    await page.getByRole('menuitem', { name: 'Write a report' }).click()
    const dialog = page.getByRole('dialog', { name: /Write a report/ })
    await expect(dialog.getByText('Private notes are never in a report')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await page.screenshot({ path: test.info().outputPath('dialog.png') })
    // Not into the documents of whoever runs the tests.
    await page.route(/reports\/write/, async route => {
      const body: unknown = route.request().postDataJSON()
      const text = JSON.stringify(body).replace(
        /"dir":"(?:[^"\\]|\\.)*"/,
        `"dir":${JSON.stringify(app.folder)}`,
      )
      await route.continue({ postData: text })
    })
    await dialog.getByText('Web page').click()
    await dialog.getByRole('checkbox', { name: /Ben/ }).uncheck()
    await dialog.getByRole('button', { name: 'Write report' }).click()
    const notice = page.getByText(/The report is written to .+\.html/)
    await expect(notice).toBeVisible({ timeout: 30_000 })
    const [, file = ''] = /written to (.+\.html)/.exec((await notice.textContent()) ?? '') ?? []
    expect(readFileSync(file, 'utf8')).not.toContain('I did not see that')

    await context.setOffline(true)
    const reader = await context.newPage()
    await reader.goto(pathToFileURL(file).href)
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Verbs we use in class')
    await expect(reader.getByText('She waits seven seconds')).toBeVisible()
    const image = reader.locator('.frame img')
    expect(
      await image.evaluate(node => node instanceof HTMLImageElement && node.naturalWidth),
    ).toBeGreaterThan(100)
    await expect(reader.getByRole('link', { name: '0:04' })).toHaveAttribute('href', /^debrief:.*t=1\.0$/)
    await reader.screenshot({ path: test.info().outputPath('page.png'), fullPage: true })
  })

  test('leads back to its moment', async ({ app }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    const page = await app.open(`/#/library`)
    const id = encodeURIComponent(`${lesson}?t=9.4`)
    await page.evaluate(address => {
      location.hash = address
    }, `#/lesson/${id}`)
    await expect(page.getByRole('slider', { name: /Playhead/i })).toHaveAttribute('aria-valuetext', /0:09/)
  })

  test('is written on the command line by its ending, and refused for another', ({ app }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    const file = join(app.folder, 'r.pdf')
    expect(app.run('report', lesson, '--out', file)).toMatchObject({ file, comments: 0 })
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
    expect(() => app.run('report', lesson, '--out', join(app.folder, 'r.docx'))).toThrow(/\.pdf, \.html/)
  })
})
