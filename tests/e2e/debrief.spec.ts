import { expect } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { importLesson } from './fixtures/lessons.ts'
import { addPerson, reviewRoom } from './fixtures/reviewRoom.ts'

const title = 'Verbs we use in class'

test.describe('a debrief for two', () => {
  test.skip(!corpusDir, 'needs the recordings of the corpus')

  test('looks alone first, reveals, agrees on a step, walks the pinned moments', async ({ app }) => {
    const words = ['--as', 'Marcus Bell', '--role', 'coach']
    const id = importLesson(app, corpusFile('googlework-short.mp4'), '--title', title, ...words)
    app.run('comment', id, '--at', '0:01', '--text', 'You wait four seconds.', ...words)
    const page = await app.open()
    await page.setViewportSize({ width: 1440, height: 900 })
    await page
      .getByRole('link', { name: new RegExp(title) })
      .first()
      .click()
    const room = reviewRoom(page)
    await addPerson(page, 'Ana Reyes', 'Teacher')
    await room.speakAs('Marcus Bell')
    await expect(room.card('You wait four seconds.')).toBeVisible()

    await page.getByRole('button', { name: 'Look alone first' }).click()
    await page.getByRole('menuitem', { name: 'Marcus Bell and Ana Reyes' }).click()
    const bar = page.getByRole('region', { name: 'Looking alone first' })
    await expect(bar).toContainText('Ana has 0 here. Reveal together.')
    await bar.getByRole('button', { name: 'Ana: look alone too' }).click()
    await expect(room.card('You wait four seconds.')).toBeVisible()

    await room.speakAs('Ana Reyes')
    await expect(bar).toContainText('Marcus has 1 here. Reveal together.')
    await expect(page.getByText('You wait four seconds.')).toHaveCount(0)
    await page.screenshot({ path: test.info().outputPath('alone.png') })

    await bar.getByRole('button', { name: 'Ana: reveal' }).click()
    await expect(bar).toContainText('Ana is ready to reveal')
    await expect(page.getByText('You wait four seconds.')).toHaveCount(0)
    await bar.getByRole('button', { name: 'Marcus: reveal' }).click()
    await expect(bar).toHaveCount(0)
    const card = room.card('You wait four seconds.')
    await card.getByRole('button', { name: /go to/ }).click()
    await card.getByRole('button', { name: 'Pin for the debrief' }).click()
    await expect(card.getByRole('button', { name: 'Unpin' })).toBeVisible()

    await card.getByRole('button', { name: 'Action step' }).click()
    const step = page.getByRole('textbox', { name: 'New action step' })
    await expect(step).toBeFocused()
    await step.fill('Count to four before I take an answer.')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('tab', { name: 'Debrief 1 step' })).toBeVisible()
    const done = page.getByRole('checkbox', { name: 'Count to four before I take an answer.' })
    await done.click()
    await expect(done).toBeChecked()
    await page.getByRole('button', { name: 'Whose voices did we hear?' }).click()
    await page.getByRole('textbox', { name: 'Goal of a new coaching cycle' }).fill('Every voice is heard')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Goal of the cycle' })).toHaveValue('Every voice is heard')
    await expect(page.getByText('Done: Count to four before I take an answer.')).toBeVisible()
    expect(await axeFindings(page, '[data-region=panel]')).toEqual([])
    await page.screenshot({ path: test.info().outputPath('debrief.png') })
    await page.setViewportSize({ width: 1024, height: 700 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: test.info().outputPath('debrief-1024.png') })
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.getByRole('button', { name: 'Start meeting' }).click()
    await expect(page.getByRole('heading', { name: 'Moment 1 of 1' })).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('meeting.png') })
    await room.letGo()
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { name: 'Before you part' })).toBeVisible()
    await page.getByRole('textbox', { name: 'What helped me' }).fill('Seeing the pause twice.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'End meeting' }).click()
    await expect(
      page.getByRole('region', { name: 'What helped' }).getByText('Seeing the pause twice.'),
    ).toBeVisible()
    expect(await axeFindings(page, '[data-region=panel]')).toEqual([])
    await page.close()
  })
})
