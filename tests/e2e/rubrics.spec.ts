import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { asAna, goTo } from './fixtures/school.ts'

const rubricJson = JSON.stringify({
  title: 'Our own words',
  source: 'The fourth grade team',
  levels: [
    { code: 'not', label: 'Not yet' },
    { code: 'yes', label: 'Yes' },
  ],
  domains: [
    {
      title: 'Talk',
      criteria: [
        {
          code: 'T1',
          title: 'Everyone speaks',
          description: 'Who has spoken by the end, and to whom.',
          descriptors: { not: 'Some pairs are silent.', yes: 'Every pair has spoken.' },
        },
      ],
    },
  ],
})

async function bring(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a rubric' }).click()
  await (await chooser).setFiles(file)
}

test.beforeEach(async ({ page, app }) => {
  // Someone must be here before anything can be written; any act of the command line brings them.
  asAna(app, 'rubric', 'import', await written(app.folder, 'first.json', rubricJson))
  await page.reload()
  await goTo(page, '/rubrics', 'Our own words')
})

async function written(folder: string, name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

test('shows what each level looks like, and which key tags a criterion', async ({ page }) => {
  await page.getByRole('link', { name: /Classroom practice/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Classroom practice' })).toBeVisible()
  await expect(page.getByText('Template', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete' })).toBeHidden()
  await expect(page.getByRole('img', { name: 'level 1 of 4, Beginning' }).first()).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
})

test('takes a rubric from another tool, and gives it back as it came', async ({ page }) => {
  test.skip(!corpusDir, 'the corpus is not on this machine')
  await bring(page, corpusFile('rubric-learnco.csv'))
  await expect(page.getByText(/imported$/)).toBeVisible()
  const title = await page.getByRole('heading', { level: 1 }).textContent()
  expect(title).not.toBe('Our own words')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /^As JSON/ }).click()
  const file = await (await download).path()
  const given: unknown = JSON.parse(readFileSync(file, 'utf8'))
  expect(given).toMatchObject({ title })
})

test('exports CSV for a spreadsheet', async ({ page }) => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /^As CSV/ }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect(text).toContain('level:not')
  expect(text).toContain('Every pair has spoken.')
})

test.describe('a rubric that is off', () => {
  // The browser notes each refusal of the host in its console.
  test.use({ allowedErrors: [/status of 422/] })

  test('says which line of a rubric is off, and adds nothing', async ({ page, app }) => {
    const before = await page.getByRole('navigation', { name: 'Rubrics' }).getByRole('link').count()
    await bring(page, await written(app.folder, 'broken.csv', 'domain,code,criterion\nTalk,T1,\n'))
    await expect(page.getByRole('alert')).toContainText(/broken\.csv could not be imported\..*[Ll]ine 2/)
    await expect(page.getByRole('navigation', { name: 'Rubrics' }).getByRole('link')).toHaveCount(before)
  })
})

test('gives a deleted rubric back', async ({ page }) => {
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('link', { name: /Our own words/ })).toBeHidden()
  await page.keyboard.press('Control+Z')
  await expect(page.getByRole('link', { name: /Our own words/ })).toBeVisible()
})
