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
  const dialog = page.getByRole('dialog', { name: 'Import rubric-learnco.csv' })
  await expect(
    dialog.getByText('Lowest to highest: No Attempt → Attempted → Met Expectations → Excelled'),
  ).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Excelled is' })).toHaveValue('level')
  await dialog.getByRole('button', { name: /^Import \d+ criteria/ }).click()
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

test('says which rows of a rubric are off, and takes the others in when asked', async ({ page, app }) => {
  const rubrics = page.getByRole('navigation', { name: 'Rubrics' }).getByRole('link')
  const before = await rubrics.count()
  const text = 'domain,code,criterion\nTalk,T1,\nTalk,T2,Turns\nTalk,T2,Twice\nTalk,T3,Waiting\n'
  await bring(page, await written(app.folder, 'broken.csv', text))
  const dialog = page.getByRole('dialog', { name: 'Import broken.csv' })
  await expect(dialog.getByRole('heading', { name: /^2 rows cannot be read/ })).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Line 2' })).toContainText('no criterion')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Line 4' })).toContainText('line 3 already')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(rubrics).toHaveCount(before)
  await bring(page, join(app.folder, 'broken.csv'))
  await dialog.getByRole('button', { name: 'Import the 2 that are fine' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Broken' })).toBeVisible()
  await expect(page.getByRole('treeitem', { name: /T3 Waiting/ })).toBeVisible()
})

test('reads a table that nobody knows as someone says it', async ({ page, app }) => {
  const text = 'Schule am Wald;;\nWas;Gut;Noch nicht\nFragen;oft;nie\nPausen;lang;kurz\n'
  await bring(page, await written(app.folder, 'wald.csv', text))
  const dialog = page.getByRole('dialog', { name: 'Import wald.csv' })
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await dialog.getByRole('combobox', { name: 'The columns are named in' }).selectOption('2')
  await dialog.getByRole('combobox', { name: 'Was is' }).selectOption('criterion')
  await dialog.getByRole('combobox', { name: 'Gut is', exact: true }).selectOption('level')
  await dialog.getByRole('combobox', { name: 'Noch nicht is' }).selectOption('level')
  await dialog.getByRole('button', { name: 'Turn the levels round' }).click()
  await expect(dialog.getByText('Lowest to highest: Noch nicht → Gut')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Wald' })).toBeVisible()
  await page.getByRole('treeitem', { name: /Fragen/ }).click()
  await expect(page.getByRole('textbox', { name: 'Gut' })).toHaveValue('oft')
})

test('gives a deleted rubric back', async ({ page }) => {
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('link', { name: /Our own words/ })).toBeHidden()
  await page.keyboard.press('Control+Z')
  await expect(page.getByRole('link', { name: /Our own words/ })).toBeVisible()
})
