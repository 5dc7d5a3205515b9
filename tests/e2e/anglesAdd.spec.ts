import { expect } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { camera, importAs, openLesson } from './fixtures/angles.ts'
import { test } from './fixtures/app.ts'
import { walkTo } from './fixtures/reviewRoom.ts'

test.describe('an angle that is added in the room', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test('stands beside the first at once, is lined up, and is in the lesson’s details', async ({
    page,
    app,
  }) => {
    const first = camera(app, 'teacher.mp4', {
      of: 'googlework-short.mp4',
      fromS: 2,
      lengthS: 28,
      size: '640:360',
    })
    camera(app, 'pupils.mp4', {
      of: 'googlework-short.mp4',
      fromS: 8,
      lengthS: 16,
      size: '480:270',
      other: true,
    })
    const { lessonId } = importAs(app, first, '--title', 'Fractions')
    await openLesson(page, lessonId)
    await page.keyboard.press('Shift+A')
    await page.getByRole('button', { name: 'Add an angle' }).click()
    await walkTo(page, app.folder)
    const picker = page.getByRole('dialog')
    await picker.getByRole('button', { name: /^pupils\.mp4/ }).click()
    await picker.getByRole('button', { name: 'Import' }).click()
    await expect(page.getByRole('group', { name: 'pupils.mp4', exact: true })).toBeVisible()
    await expect(page.getByText(/lined up by its sound; \d+ % of it agrees/)).toBeVisible({
      timeout: 60_000,
    })

    // The same file once more adds nothing.
    await page.keyboard.press('Shift+A')
    await page.getByRole('button', { name: 'Add an angle' }).click()
    await walkTo(page, app.folder)
    await picker.getByRole('button', { name: /^pupils\.mp4/ }).dblclick()
    await expect(page.getByText('This recording is an angle of this lesson already.')).toBeVisible()

    await page.getByRole('button', { name: 'Library' }).first().click()
    await page
      .getByRole('button', { name: /^More for|^More/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: /details/i }).click()
    const details = page.getByRole('dialog', { name: 'Lesson details' })
    await expect(details.getByRole('heading', { name: 'Recordings' })).toBeVisible()
    await expect(details.getByText(/teacher\.mp4$/)).toBeVisible()
    await expect(details.getByText(/^Begins at 0:0[56]\.\d{3}, lined up by its sound$/)).toBeVisible()
  })
})
