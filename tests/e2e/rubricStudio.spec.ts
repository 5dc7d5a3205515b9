import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { undoOf } from './fixtures/notices.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'
import { codesOf, csv, importOurs, kept, part, saved } from './fixtures/rubricStudio.ts'
import { asAna, goTo } from './fixtures/school.ts'

test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

test('a rubric is made, filled and ordered with the keyboard alone', async ({ page, app }) => {
  await importOurs(app)
  await page.reload()
  await goTo(page, '/rubrics', 'Ours')
  await page.getByRole('button', { name: 'Make a rubric' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'New rubric' })).toBeVisible()
  await expect(page.getByText('No criterion yet.')).toBeVisible()
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Our own words')
  await expect(page.getByRole('heading', { level: 1, name: 'Our own words' })).toBeVisible()
  await page.keyboard.press('Tab')
  await part(page, 'Title, source and levels').focus()
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Criterion' })).toBeFocused()
  await page.keyboard.type('Wait time')
  await part(page, /Wait time/).focus()
  await page.keyboard.press('n')
  await page.keyboard.type('Turns')
  await part(page, /Turns/).focus()
  await page.keyboard.press('Shift+N')
  await expect(page.getByRole('textbox', { name: 'Name of the domain' })).toBeFocused()
  await page.keyboard.type('Care')
  await part(page, /^Care/).focus()
  await page.keyboard.press('n')
  await page.keyboard.type('Names')
  await page.getByRole('textbox', { name: 'Beginning' }).fill('Nobody is called by name.')
  await page
    .getByRole('textbox', { name: 'Look for, one a line' })
    .fill('Greets at the door\nSays names right')
  await part(page, /Names/).focus()
  await page.keyboard.press('7')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(part(page, /Names/)).toBeFocused()
  await saved(page)
  await expect.poll(() => codesOf(kept(app, 'Our own words'))).toEqual([['A1', 'A2', 'B1'], []])
  const names = kept(app, 'Our own words').domains[0]?.criteria[2]
  expect(names).toMatchObject({
    title: 'Names',
    digit: 7,
    lookFors: ['Greets at the door', 'Says names right'],
    descriptors: { 1: 'Nobody is called by name.' },
  })
  // Taken back step by step, and done again.
  await page.keyboard.press('Control+Z')
  await page.keyboard.press('Control+Z')
  await expect.poll(() => codesOf(kept(app, 'Our own words'))).toEqual([['A1', 'A2'], ['B1']])
  expect(kept(app, 'Our own words').domains[1]?.criteria[0]).not.toHaveProperty('digit')
  await page.keyboard.press('Control+Shift+Z')
  await expect.poll(() => kept(app, 'Our own words').domains[1]?.criteria[0]).toMatchObject({ digit: 7 })
  expect(await axeFindings(page)).toEqual([])
})

test('parts are dragged to where they belong, and a domain has a colour', async ({ page, app }) => {
  await importOurs(app)
  await page.reload()
  await goTo(page, '/rubrics', 'Ours')
  await part(page, /Wait time/).dragTo(part(page, /Names/), { targetPosition: { x: 60, y: 30 } })
  await expect.poll(() => codesOf(kept(app, 'Ours'))).toEqual([['A2'], ['B1', 'A1']])
  await part(page, /^Care/).dragTo(part(page, /^Talk/), { targetPosition: { x: 60, y: 3 } })
  await expect.poll(() => codesOf(kept(app, 'Ours'))).toEqual([['B1', 'A1'], ['A2']])
  await part(page, /^Care/).click()
  await page.getByRole('radio', { name: /Rose/ }).click({ force: true })
  await expect(page.getByRole('radio', { name: /Rose/ })).toBeChecked()
  await expect.poll(() => kept(app, 'Ours').domains[0]).toMatchObject({ colour: 'dD' })
  expect(await axeFindings(page)).toEqual([])
})

test('what is deleted comes back for ten seconds, whatever is written meanwhile', async ({ page, app }) => {
  await importOurs(app)
  await page.reload()
  await goTo(page, '/rubrics', 'Ours')
  await part(page, /^Talk/).click()
  await page.keyboard.press('Delete')
  await expect.poll(() => codesOf(kept(app, 'Ours'))).toEqual([['B1']])
  await part(page, /Names/).click()
  await page.getByRole('textbox', { name: 'Criterion' }).fill('Every name')
  await undoOf(page, /Talk.* deleted/).click()
  await expect.poll(() => codesOf(kept(app, 'Ours'))).toEqual([['A1', 'A2'], ['B1']])
  expect(kept(app, 'Ours').domains[1]?.criteria[0]).toMatchObject({ title: 'Every name' })
})

test('a half-typed name or a code that is taken is said so, and everything else is saved', async ({
  page,
  app,
}) => {
  await importOurs(app)
  await page.reload()
  await goTo(page, '/rubrics', 'Ours')
  await part(page, /Turns/).click()
  await page.getByRole('textbox', { name: 'Code' }).fill('A1')
  await expect(
    page.getByText('“Wait time” has this code; until you choose another, this one is A2.'),
  ).toBeVisible()
  await page.getByRole('textbox', { name: 'Criterion' }).fill('')
  await page.getByRole('textbox', { name: 'Description' }).fill('Who speaks next')
  await expect
    .poll(() => kept(app, 'Ours').domains[0]?.criteria[1])
    .toMatchObject({ code: 'A2', title: 'Untitled criterion', description: 'Who speaks next' })
  await page.reload()
  await part(page, /Untitled criterion/).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Who speaks next')
})

test('a template, and a rubric of someone else, are duplicated to be edited', async ({ page, app }) => {
  // The first to be here speaks on the page: that is Ana.
  await importOurs(app)
  await writeFile(join(app.folder, 'theirs.csv'), csv.replaceAll('Ours', 'Theirs'))
  app.run('rubric', 'import', join(app.folder, 'theirs.csv'), '--as', 'Ben Osei', '--role', 'coach')
  await page.reload()
  await goTo(page, '/rubrics', 'Ours')
  await page.getByRole('link', { name: /Classroom practice/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Classroom practice' })).toBeVisible()
  await expect(page.getByRole('tree')).toBeHidden()
  await page.getByRole('button', { name: 'Duplicate to edit' }).click()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Classroom practice (copy)')
  await expect(page.getByRole('textbox', { name: 'Source' })).toHaveValue(
    'Based on “Classroom practice” by Debrief',
  )
  await page.getByRole('link', { name: /Theirs/ }).click()
  await expect(page.getByText('By Ben Osei')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete' })).toBeHidden()
  await page.getByRole('button', { name: 'Duplicate to edit' }).click()
  await expect(page.getByRole('textbox', { name: 'Source' })).toHaveValue('Based on “Theirs” by Ben Osei')
  expect(await axeFindings(page)).toEqual([])
})

test.describe('with a lesson', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test('tags keep the words they were made with, and the words are one key away', async ({ page, app }) => {
    await importOurs(app)
    asAna(app, 'import', corpusFile('googlework-short.mp4'), '--title', 'Verbs')
    asAna(
      app,
      'comment',
      'Verbs',
      '--at',
      '3',
      '--text',
      'Four seconds.',
      '--tag',
      'Ours/A1=2'.replace('Ours', kept(app, 'Ours').id),
    )
    await page.reload()
    await goTo(page, '/rubrics', 'Ours')
    await part(page, /Wait time/).click()
    await page.getByRole('textbox', { name: 'Criterion' }).fill('Thinking time')
    await page.getByRole('textbox', { name: 'High' }).fill('Five seconds')
    await saved(page)

    await goTo(page, '/library', /./)
    await page.getByRole('link', { name: /Verbs/ }).first().click()
    const room = reviewRoom(page)
    const card = room.card('Four seconds.')
    await expect(card.getByText('Wait time')).toBeVisible()
    await card.getByRole('button', { name: /show the words that A1 was tagged with/ }).click()
    const words = page.getByRole('dialog').filter({ hasText: 'Tagged with these words' })
    await expect(words).toContainText('Three seconds')
    await expect(words).toContainText('The rubric now has A1 Thinking time')
    expect(await axeFindings(page)).toEqual([])
    await page.screenshot({ path: test.info().outputPath('earlier.png') })
    await page.keyboard.press('Escape')

    await page.getByRole('tab', { name: /^Rubric/ }).click()
    await page.getByRole('combobox', { name: 'Rubric of this lesson' }).selectOption({ label: 'Ours' })
    await expect(page.getByText('earlier words')).toBeVisible()
    await page.getByRole('tab', { name: /^Comments/ }).click()
    await room.letGo()
    await page.keyboard.press('c')
    await page.keyboard.type('She counts to five.')
    await page.keyboard.press('Alt+1')
    await page.keyboard.press('Alt+w')
    const meaning = page.getByRole('region', { name: 'What A1 Thinking time means' })
    await expect(meaning).toContainText('Five seconds')
    expect(await axeFindings(page)).toEqual([])
    await page.screenshot({ path: test.info().outputPath('words.png') })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 1024, height: 700 })
    await expect(meaning).toBeInViewport()
    expect(await axeFindings(page)).toEqual([])
    await page.screenshot({ path: test.info().outputPath('words-1024-dark.png') })
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.keyboard.press('Alt+Shift+2')
    await expect(meaning.getByRole('button', { name: /High/ })).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Control+Enter')
    await expect(room.card('She counts to five.').getByText('Thinking time')).toBeVisible()
    await expect(
      room.card('She counts to five.').getByRole('button', { name: /show the words/ }),
    ).toBeHidden()
  })
})
