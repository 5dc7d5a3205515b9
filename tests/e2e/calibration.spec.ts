import { expect } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { imported, openRoom } from './fixtures/drawing.ts'
import { pictures } from './fixtures/looks.ts'
import { addPerson } from './fixtures/reviewRoom.ts'

test.describe('calibration', () => {
  test.skip(!corpusDir, 'needs the recordings of the corpus')

  test.afterEach(async ({ context }) => {
    for (const page of context.pages()) await page.close()
  })

  test('two people score blind, reveal, and go through their differences at their moments', async ({
    app,
  }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    const words = ['--as', 'Marcus Bell', '--role', 'coach']
    app.run('comment', lesson, '--at', '0:06', '--text', 'You wait.', '--tag', 'C1=3', ...words)
    const room = await openRoom(app)
    const { page } = room
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect(room.card('You wait.')).toBeVisible()
    await addPerson(page, 'Ana Reyes', 'Teacher')
    await room.speakAs('Marcus Bell')

    await page.getByRole('tab', { name: /^Rubric/ }).click()
    await page.getByText('Score blind', { exact: true }).click()
    const panel = page.getByRole('region', { name: 'Calibration' })
    const form = panel.getByRole('form', { name: 'Score blind' })
    await expect(form.getByRole('checkbox', { name: 'Marcus Bell, Coach' })).toBeChecked()
    await expect(form.getByRole('checkbox', { name: 'Ana Reyes, Teacher' })).toBeChecked()
    expect(await axeFindings(page, '[data-region=panel]')).toEqual([])
    await pictures(page, 'begin')
    await form.getByRole('button', { name: 'Begin' }).click()

    const sheet = (name: string) => panel.getByRole('region', { name: `Scores of ${name}` })
    const level = (code: string, at: number) =>
      panel
        .getByRole('group', { name: new RegExp(`^Level of ${code} `) })
        .getByRole('radio', { name: new RegExp(`^Level ${at},`) })
    const score = async (name: string, levels: Readonly<Record<string, number>>) => {
      for (const [at, [code, value]] of Object.entries(levels).entries()) {
        await level(code, value).check({ force: true })
        await expect(sheet(name)).toContainText(`${name}: ${at + 1} of`)
      }
    }
    await score('Marcus Bell', { A1: 2, A2: 3, C1: 4 })
    await panel.getByRole('button', { name: /^It shows here.*A1/ }).click()
    await expect(panel.getByRole('button', { name: /^Take the moment/ })).toBeVisible()
    await panel.getByRole('textbox', { name: 'What you saw for A1' }).fill('Four of six speak.')
    await panel.getByRole('textbox', { name: 'What you saw for A1' }).blur()
    await pictures(page, 'score')
    expect(await axeFindings(page, '[data-region=panel]')).toEqual([])
    await panel.getByRole('button', { name: 'I am ready' }).click()
    await expect(panel).toContainText('Marcus Bell is ready.')

    // Whoever takes the word has an empty sheet of their own.
    await room.speakAs('Ana Reyes')
    await expect(sheet('Ana Reyes')).toContainText('0 of')
    await expect(sheet('Ana Reyes').getByRole('radio', { checked: true })).toHaveCount(0)
    await expect(page.getByText('Four of six speak.')).toHaveCount(0)
    await score('Ana Reyes', { A1: 4, A2: 3, C1: 2 })
    await panel.getByRole('button', { name: 'I am ready' }).click()

    const figures = panel.getByRole('region', { name: 'Agreement' })
    await expect(figures).toContainText('1 of 3 pairs')
    await expect(figures).toContainText('too few criteria for an interval')
    await expect(figures).not.toContainText('%)')
    await expect(panel.getByText('Differences (2)')).toBeVisible()
    await room.letGo()
    await page.keyboard.press('n')
    const current = panel.locator('[aria-current=true]')
    await expect(current).toContainText('Four of six speak.')
    await page.keyboard.press('n')
    // Nobody named a moment for it: it is looked at where someone tagged it.
    await expect(current.getByRole('button', { name: 'Go to 0:06, Marcus Bell' })).toBeVisible()
    await expect.poll(room.clock).toMatch(/^0:0(?:5\.9|6\.0)/)
    await current.getByRole('radio', { name: /^Level 3,/ }).check({ force: true })
    await expect(current).toContainText('written by Ana Reyes')
    await expect(current.getByRole('img', { name: /^level 4 of 4/ })).toBeVisible()
    await pictures(page, 'reconcile')
    expect(await axeFindings(page, '[data-region=panel]')).toEqual([])
    await room.letGo()
    await page.keyboard.press('Control+z')
    await expect(current).not.toContainText('written by Ana Reyes')
  })
})
