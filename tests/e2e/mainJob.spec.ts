import { basename, dirname } from 'node:path'
import { expect } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { type Choosing, lessons, playMainJob } from './fixtures/mainJob.ts'
import { walkTo } from './fixtures/reviewRoom.ts'

/** In a browser: the picker in the page. */
const inThePage: Choosing = {
  recording: async (page, ask, file) => {
    await ask()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await walkTo(page, dirname(file))
    const name = basename(file).replaceAll('.', '\\.')
    await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  },
  exportFolder: async (page, ask, folder) => {
    await ask()
    await walkTo(page, folder)
    await page.getByRole('button', { name: 'Write clips here' }).click()
  },
}

test.describe('two people look at a lesson and take an annotated clip away', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')
  for (const lesson of lessons)
    test(lesson.name, async ({ page, app }) => {
      await playMainJob({ page, library: app.library, folder: app.folder, choose: inThePage }, lesson)
    })
})
