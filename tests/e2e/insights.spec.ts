import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { importLesson } from './fixtures/lessons.ts'
import { pictures } from './fixtures/looks.ts'

const teacher = 'Ana Reyes & 100 %'
const coach = ['--as', 'Marcus Bell', '--role', 'coach']

function taught(app: App, file: string, title: string, date: string): string {
  const words = ['--title', title, '--teacher', teacher, '--date', date, '--subject', 'French']
  return importLesson(app, corpusFile(file), ...words, ...coach)
}

test.describe('insights', () => {
  test.skip(!corpusDir, 'needs the recordings of the corpus')

  test('count what a teacher’s lessons hold, with a table beside, and are kept as files', async ({
    app,
    page,
  }) => {
    const first = taught(app, 'googlework-short.mp4', 'Verbs we use in class', '2026-01-12')
    const second = taught(app, 'mdn-flower.webm', 'Flowers of the spring', '2026-02-20')
    const say = (lesson: string, at: string, text: string, ...more: string[]) =>
      app.run('comment', lesson, '--at', at, '--text', text, ...more, ...coach)
    say(first, '1', 'You wait four seconds.', '--tag', 'C1=2', '--tag', 'A1=3', '--kind', 'evidence')
    say(first, '6', 'Two voices in six minutes.', '--tag', 'C1=1', '--kind', 'evidence')
    say(first, '9', 'Who has not spoken yet?', '--tag', 'D1', '--kind', 'wondering')
    say(second, '1', 'Nine of twelve speak.', '--tag', 'C1=3', '--kind', 'strength')
    say(second, '3', 'A private thought.', '--tag', 'C1=4', '--private')
    app.run(
      'comment',
      second,
      '--at',
      '2',
      '--text',
      'I called on the back rows.',
      '--tag',
      'C1=3',
      '--as',
      'Ana Reyes',
    )
    await page.reload()
    await page.getByRole('link', { name: 'Insights' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Insights' })).toBeVisible()
    await page.getByRole('link', { name: new RegExp(`^${teacher}`) }).click()
    await expect(page.getByRole('heading', { level: 1, name: teacher })).toBeVisible()

    const heat = page.getByRole('region', { name: 'Tags by criterion and level', exact: true })
    await expect(heat).toContainText('6 tags.')
    await heat.getByText('The same as a table').click()
    await expect(heat.getByRole('row', { name: /^C1 Open questions 1 1 2 0 0 0 4$/ })).toBeVisible()
    // The drawing says the same: one cell of A1, three of C1, one of D1.
    await expect(heat.locator('svg g[aria-label=text] text')).toHaveText(['1', '1', '1', '2', '1'])
    const levels = page.getByRole('region', { name: /^Levels of C1 .* over time$/ })
    await expect(levels).toContainText('4 levels in 2 lessons, in the order they were taught.')
    const kinds = page.getByRole('region', { name: 'Kinds of comments', exact: true })
    await expect(kinds).toContainText('5 comments. Under 10 comments there is no percentage.')
    await expect(kinds.getByRole('cell', { name: /%/ })).toHaveCount(0)
    expect(await axeFindings(page)).toEqual([])
    await pictures(page, 'teacher')
    const balance = page.getByRole('region', { name: 'Teacher and coach, lesson by lesson', exact: true })
    await balance.scrollIntoViewIfNeeded()
    await pictures(page, 'balance')

    const saved = async (format: string) => {
      const download = page.waitForEvent('download')
      await heat.getByRole('button', { name: /^Save/ }).click()
      await page.getByRole('menuitem', { name: format }).click()
      const bytes = readFileSync(await (await download).path())
      await expect(page.getByRole('menu')).toBeHidden()
      return bytes
    }
    const csv = (await saved('As a table (CSV)')).toString('utf8')
    expect(csv).toContain('C1 Open questions,1,1,2,0,0,0,4')
    const svg = (await saved('As a drawing (SVG)')).toString('utf8')
    expect(svg).toContain('Tags by criterion and level')
    expect(svg).not.toMatch(/var\(|<script|<style/)
    const png = await saved('As a picture (PNG)')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(1920)

    await page.getByRole('combobox', { name: 'Whose tags' }).selectOption('Tags of Ana Reyes')
    await expect(heat).toContainText('1 tag. By Ana Reyes alone.')

    // One lesson, from its card.
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('button', { name: 'More on Verbs we use in class' }).click()
    await page.getByRole('menuitem', { name: 'Insights' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Verbs we use in class' })).toBeVisible()
    await expect(heat).toContainText('4 tags.')
    await expect(levels).toHaveCount(0)
    expect(await axeFindings(page)).toEqual([])
    await pictures(page, 'lesson')
  })

  test('draw what was measured of a coaching cycle’s goal, typed in and from a table', async ({
    app,
    page,
  }) => {
    taught(app, 'googlework-short.mp4', 'Verbs we use in class', '2026-02-12')
    await page.reload()
    await page
      .getByRole('link', { name: /Verbs we use in class/ })
      .first()
      .click()
    await page.getByRole('tab', { name: /^Debrief/ }).click()
    await page.getByRole('textbox', { name: 'Goal of a new coaching cycle' }).fill('Every voice is heard')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Measures of this goal' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Every voice is heard' })).toBeVisible()
    await pictures(page, 'first')

    const fresh = page.getByRole('form', { name: 'Add a measure' })
    await fresh.getByRole('textbox', { name: 'Name' }).fill('Exit tickets that are right')
    await fresh.getByRole('textbox', { name: 'Hoped for' }).fill('80')
    await fresh.getByRole('button', { name: 'Add measure' }).click()
    const measure = page.getByRole('region', { name: 'Exit tickets that are right', exact: true })
    const typed = measure.getByRole('form', { name: /^Add a value/ })
    await typed.getByLabel('Day').fill('2026-02-01')
    await typed.getByRole('textbox', { name: 'Value, %' }).fill('52')
    await typed.getByRole('textbox', { name: 'Of how many' }).fill('24')
    await typed.getByRole('button', { name: 'Add value' }).click()
    await expect(measure.getByRole('row', { name: '2026-02-01 52 24' })).toBeVisible()

    const table = join(app.folder, 'tickets.csv')
    writeFileSync(
      table,
      'date,student,score\n2026-02-15,Mia,60\n2026-02-15,Luis,70\n2026-03-01,Mia,many\n2026-03-01,Bo,85\n',
    )
    const chooser = page.waitForEvent('filechooser')
    await typed.getByRole('button', { name: 'From a table (CSV)' }).click()
    await (await chooser).setFiles(table)
    const read = measure.getByRole('region', { name: 'What the table holds' })
    await expect(read).toContainText('3 rows on 2 days')
    await expect(read).toContainText('Line 4: “many” is no number.')
    await read.getByRole('button', { name: 'Add 2 values' }).click()
    await expect(measure).toContainText('3 values. Hoped for: 80 % (dashed).')
    await expect(measure.getByRole('row', { name: '2026-02-15 65 2' })).toBeVisible()
    await expect(measure.locator('svg g[aria-label=text] text')).toHaveText(['1', '52', '65', '85'])
    expect(await axeFindings(page)).toEqual([])
    await pictures(page, 'measure')

    // A school goal counts the lesson, and sends nothing of it.
    await page.getByRole('link', { name: 'School goals' }).click()
    await page.getByRole('textbox', { name: 'Goal', exact: true }).fill('Every student speaks')
    await page.getByRole('button', { name: 'Set goal' }).click()
    const goal = page.getByRole('region', { name: 'Every student speaks', exact: true })
    await expect(goal).toContainText('Nothing points to it yet.')
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('button', { name: 'More on Verbs we use in class' }).click()
    await page.getByRole('menuitem', { name: 'Details' }).click()
    const details = page.getByRole('dialog', { name: 'Lesson details' })
    await details.getByRole('combobox', { name: 'School goals' }).click()
    await page.getByRole('option', { name: 'Every student speaks' }).click()
    await expect(page.getByText('School goals changed')).toBeVisible()
    expect(await axeFindings(page, '[role=dialog]')).toEqual([])
    await details.getByRole('combobox', { name: 'School goals' }).press('Escape')
    await page.keyboard.press('Escape')
    await expect(details).toBeHidden()
    await page.getByRole('link', { name: 'Insights' }).click()
    await page.getByRole('link', { name: 'School goals' }).click()
    await expect(goal).toContainText('1 lesson, no action step, 0 collections.')
    await expect(goal.getByRole('row', { name: 'Feb 26 1 0 0' })).toBeVisible()
    for (const part of [page.getByRole('main'), page.getByRole('navigation', { name: 'Insights' })])
      await expect(part.getByText(/Ana Reyes|Verbs we use|Every voice/)).toHaveCount(0)
    expect(await axeFindings(page)).toEqual([])
    await pictures(page, 'goals')
    await page.getByRole('link', { name: 'Lessons and teachers' }).click()
    await page.getByRole('link', { name: /^Every voice is heard/ }).click()

    await measure.getByText('All values').click()
    await measure.getByRole('button', { name: 'Delete the value of 15 Feb' }).click()
    await expect(measure).toContainText('2 values.')
    await page.keyboard.press('Control+z')
    await expect(measure).toContainText('3 values.')
  })
})
