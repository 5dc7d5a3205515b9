import { expect } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { imported } from './fixtures/drawing.ts'

test.describe('notes of other programs', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  // The refused file is answered with 422, which the browser's console tells too.
  test.use({ allowedErrors: [/status of 422.*notes\/preview/] })
  // Left before the host stops, or the page would complain that it lost it.
  test.afterEach(async ({ context }) => {
    for (const page of context.pages()) await page.close()
  })

  test('are shown before they are taken in, refused with a reason, and handed on again', async ({ app }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    const page = await app.open()
    const menu = page.getByRole('button', { name: 'More on Verbs we use in class' })
    await menu.click()
    await page.getByRole('menuitem', { name: 'Take in notes of another program' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take in notes of another program' })
    const files = dialog.locator('input[type=file]')

    await files.setInputFiles(corpusFile('rubric-learnco.csv'))
    await expect(dialog.getByRole('alert')).toContainText('No column of the table says when')

    await files.setInputFiles(corpusFile('kloppy-sportscode.xml'))
    await expect(dialog.getByRole('listitem').first()).toContainText('PASS: Team: Henkie')
    await expect(dialog.getByText('2 things left out or changed')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Take in 1 comment' }).click()
    await expect(dialog).toBeHidden()
    expect(app.run('comments', lesson)).toMatchObject([{ atMs: 3600, toMs: 9700 }])

    await menu.click()
    await page.getByRole('menuitem', { name: 'Hand the conversation on' }).click()
    const handOn = page.getByRole('dialog', { name: 'Hand the conversation on' })
    await handOn.getByText('ELAN', { exact: true }).click()
    await expect(handOn.getByText('Everything that is shared goes with it.')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    const download = page.waitForEvent('download')
    await handOn.getByRole('button', { name: 'Save the file' }).click()
    expect((await download).suggestedFilename()).toBe('Verbs we use in class.eaf')
  })
})
