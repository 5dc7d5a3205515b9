import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { importLesson } from './fixtures/lessons.ts'
import { outOfReach } from './fixtures/reach.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'

const coach = ['--as', 'Maximiliane Featherstonehaugh-Oberdorfer', '--role', 'coach']
const teacher = ['--as', 'Maximilian Wolfeschlegelsteinhausen', '--role', 'teacher']

test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

async function expectAllInReach(page: Page, state: string): Promise<void> {
  expect.soft(await outOfReach(page), state).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(wide, `${state}: the page scrolls sideways`).toBeLessThanOrEqual(0)
  expect.soft(await axeFindings(page), state).toEqual([])
}

test.describe('the room at every size', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  for (const { name, viewport, deviceScaleFactor = 1, colorScheme } of [
    { name: '2560 × 1440', viewport: { width: 2560, height: 1440 }, colorScheme: 'dark' },
    { name: '1440 × 900', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
    { name: '1024 × 700', viewport: { width: 1024, height: 700 }, colorScheme: 'light' },
    {
      // What a browser of 1440 × 900 gives the page at that zoom.
      name: '200 % zoom',
      viewport: { width: 720, height: 450 },
      deviceScaleFactor: 2,
      colorScheme: 'dark',
    },
  ] as const)
    test.describe(name, () => {
      test.use({ viewport, deviceScaleFactor, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

      test('nothing is cut off or covered, with long names and marks close together', async ({
        page,
        app,
      }) => {
        const lesson = importLesson(
          app,
          corpusFile('googlework-short.mp4'),
          '--title',
          'Verbs in pairs, and what pupils say to each other when nobody listens, the autumn term’s second half',
          ...coach,
        )
        const kinds = ['evidence', 'noticing', 'wondering', 'strength', 'suggestion']
        for (let at = 0; at < 12; at++)
          app.run(
            'comment',
            lesson,
            '--at',
            (at * 1.1 + 1).toFixed(1),
            '--text',
            `Number ${at}: they turn to each other.`,
            '--kind',
            kinds[at % 5] ?? 'evidence',
            ...(at % 5 === 0 ? ['--to', (at * 1.1 + 9).toFixed(1)] : []),
            ...(at % 2 === 0 ? ['--tag', 'C2=3', ...coach] : ['--tag', 'D1', ...teacher]),
          )
        await page.reload()
        await page
          .getByRole('link', { name: /Verbs in pairs/ })
          .first()
          .click()
        const room = reviewRoom(page)
        await expect(room.card('Number 0')).toBeVisible()
        await expectAllInReach(page, 'one person')

        await page.getByRole('button', { name: /^Who is here/ }).click()
        await page.getByRole('button', { name: /^Maximilian.* is here$/ }).click()
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
        await room.letGo()
        await page.keyboard.press('i')
        await page.keyboard.press('ArrowRight')
        await page.keyboard.press('o')
        await page.keyboard.press('c')
        await page.keyboard.type('Words of a range.')
        await page.keyboard.press('Alt+2')
        await expectAllInReach(page, 'two people, words with a tag about a range')
        await room.letGo()
        await page.keyboard.press('n')
        await page.keyboard.press('/')
        await expectAllInReach(page, 'a chosen comment and the search')
      })
    })

  test('a group of marks says all that lies in it', async ({ page, app }) => {
    const lesson = importLesson(app, corpusFile('googlework-short.mp4'), '--title', 'Verbs', ...coach)
    for (let at = 0; at < 6; at++)
      app.run('comment', lesson, '--at', (5 + at * 0.08).toFixed(2), '--text', `Word ${at}.`, ...coach)
    await page.reload()
    await page.getByRole('link', { name: /Verbs/ }).first().click()
    await page.getByRole('button', { name: /^6 comments by/ }).hover()
    const card = page.getByTestId('timeline-hover')
    for (const words of ['6 comments', 'Word 0.', 'Word 1.', 'Word 2.', 'Word 3.', 'and 2 more'])
      await expect(card).toContainText(words)
    await expect(card.locator('canvas')).toHaveCount(1)
    await expect(card).toBeInViewport({ ratio: 1 })
  })

  test('from near, the ruler has the frames of a recording whose rate varies where its file says', async ({
    page,
    app,
  }) => {
    app.run('import', corpusFile('vfr-cursed.mp4'), '--title', 'Uneven', ...coach)
    await page.reload()
    await page
      .getByRole('link', { name: /Uneven/ })
      .first()
      .click()
    await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible()
    await reviewRoom(page).letGo()
    for (let press = 0; press < 14; press++) await page.keyboard.press('+')
    const ruler = page.locator('[data-testid="ruler"][data-frames="true"][data-exact="true"]')
    await expect(ruler).toHaveCount(1)
  })
})
