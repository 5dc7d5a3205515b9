import { readFileSync } from 'node:fs'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'

const teacher = 'Ana Reyes & 100 %'
const coach = ['--as', 'Marcus Bell', '--role', 'coach']

function taught(app: App, file: string, title: string, date: string): string {
  const { imported } = app.run(
    'import',
    corpusFile(file),
    ...['--title', title, '--teacher', teacher, '--date', date, '--subject', 'French', ...coach],
  ) as { imported: readonly { lessonId: string }[] }
  return imported[0]?.lessonId ?? ''
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: test.info().outputPath(`${name}-${width}-${colorScheme}.png`) })
    }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
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
})
