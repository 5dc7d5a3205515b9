import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { importLesson } from './fixtures/lessons.ts'
import { addPerson, reviewRoom } from './fixtures/reviewRoom.ts'

const coach = ['--as', 'Marcus Bell', '--role', 'coach']
const teacher = ['--as', 'Ana Reyes', '--role', 'teacher']

test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

async function expectClean(page: Page, state: string): Promise<void> {
  // Colours in the middle of a fade are nobody's; what stands is looked at.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => undefined))),
  )
  expect.soft(await axeFindings(page), state).toEqual([])
}

test.describe('the review room for everyone', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  for (const scheme of ['light', 'dark'] as const)
    test(`axe finds nothing in any state, at any width, in ${scheme}`, async ({ app }) => {
      const lesson = importLesson(app, corpusFile('googlework-short.mp4'), '--title', 'Verbs', ...coach)
      app.run(
        'comment',
        lesson,
        '--at',
        '3',
        '--kind',
        'evidence',
        '--text',
        'Four seconds.',
        '--tag',
        'C2=3',
        ...coach,
      )
      app.run('comment', lesson, '--at', '5', '--text', 'For me.', '--private', ...teacher)
      app.run(
        'comment',
        lesson,
        '--at',
        '9',
        '--to',
        '14',
        '--text',
        'They begin.',
        '--tag',
        'D1=not-observed',
        ...teacher,
      )
      const page = await app.open()
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await page.getByRole('link', { name: /Verbs/ }).first().click()
      const room = reviewRoom(page)
      await addPerson(page, 'Ana Reyes', 'Teacher')
      await expect(room.card('Four seconds.')).toBeVisible()
      await expectClean(page, 'two people')
      await room.card('They begin.').getByText('They begin.').click()
      await room.card('They begin.').getByRole('button', { name: 'Reply' }).click()
      await expectClean(page, 'a chosen comment with a reply begun')
      await page.keyboard.press('Escape')
      await room.card('They begin.').getByRole('button', { name: 'Edit' }).click()
      await expectClean(page, 'a comment being edited')
      await page.keyboard.press('Escape')
      await room.letGo()
      await page.keyboard.press('i')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('o')
      await page.keyboard.press('1')
      await page.keyboard.press('2')
      await page.keyboard.press('Shift+3')
      await page.keyboard.press('c')
      await page.keyboard.type('Words.')
      await expectClean(page, 'words with two tags about a range')
      await page.getByRole('button', { name: 'Filter' }).click()
      await expectClean(page, 'the filter')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Who is here/ }).click()
      await expectClean(page, 'who is here')
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: /^Rubric/ }).click()
      await page.getByText('What each level looks like').first().click()
      await expectClean(page, 'the rubric')
      await page.getByRole('tab', { name: /^Clips/ }).click()
      await expectClean(page, 'no clips')
      await room.letGo()
      await page.keyboard.press('e')
      await expect(page.getByRole('dialog', { name: 'Make a clip' })).toBeVisible()
      await expectClean(page, 'making a clip')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog', { name: 'Make a clip' })).toBeHidden()
      await expectClean(page, 'a clip')
      await page.getByRole('tab', { name: /^Comments/ }).click()
      for (const width of [1024, 720]) {
        await page.setViewportSize({ width, height: 700 })
        await expectClean(page, `at ${width} px`)
      }
    })
})
