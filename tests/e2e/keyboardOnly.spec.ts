import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { importLesson } from './fixtures/lessons.ts'

test.use({ viewport: { width: 1024, height: 700 } })

/** Tabs on until something is focused whose name fits; it must be seen that it is. */
async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  for (let press = 0; press < most; press++) {
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
      return `${element?.getAttribute('aria-label') ?? label ?? ''} ${element?.textContent ?? ''}`.trim()
    })
    if (press > 0 && name.test(focused)) {
      await focusIsSeen(page)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${name}`)
}

/** What has the focus is on the screen, and the screen shows it: without the focus it looks otherwise. */
async function focusIsSeen(page: Page): Promise<void> {
  const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement)
  const where = await focused.evaluate(element => {
    const { width, bottom, top, right, left } = element.getBoundingClientRect()
    const inside = width > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
    return element === document.body || !inside ? element.outerHTML.slice(0, 120) : 'on the screen'
  })
  expect(where).toBe('on the screen')
  const withIt = await page.screenshot({ animations: 'disabled' })
  await focused.evaluate(element => element.blur())
  const without = await page.screenshot({ animations: 'disabled' })
  await focused.evaluate(element => element.focus({ focusVisible: true } as FocusOptions))
  expect(withIt.equals(without), await focused.evaluate(element => element.outerHTML.slice(0, 120))).toBe(
    false,
  )
}

const clock = (page: Page) => page.getByTestId('clock').textContent()

test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

test.describe('the most frequent acts, without a mouse, at 1024 × 700', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test('open, play, step, seek, comment, rate, range, reply, change speaker, clip, export, find', async ({
    app,
  }) => {
    const words = ['--title', 'Lesson by keys', '--as', 'Marcus Bell', '--role', 'coach']
    const lesson = importLesson(app, corpusFile('googlework-short.mp4'), ...words)
    const page = await app.open()
    await expect(page.getByText('Lesson by keys').first()).toBeVisible()

    // 1: open the lesson.
    await tabTo(page, /^Lesson by keys|^Open Lesson by keys/)
    await page.keyboard.press('Enter')
    const video = page.locator('video')
    await expect
      .poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState), { timeout: 60_000 })
      .toBeGreaterThan(1)

    // 2: play and pause.
    const paused = () => video.evaluate((one: HTMLVideoElement) => one.paused)
    await page.keyboard.press('Space')
    await expect.poll(paused).toBe(false)
    await page.keyboard.press('k')
    await expect.poll(paused).toBe(true)

    // 3, 4: seek and step.
    for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowLeft')
    await expect.poll(() => clock(page)).toContain('0:00.00')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => clock(page)).toMatch(/0:0(?:4\.9|5\.0)/)
    const sought = await clock(page)
    await page.keyboard.press('.')
    await expect.poll(() => clock(page)).not.toBe(sought)
    await page.keyboard.press(',')
    await expect.poll(() => clock(page)).toBe(sought)
    // Exactly there, so that what is said next is said of that second.
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')

    // 5: a comment with criterion and level.
    await page.keyboard.press('c')
    await expect(page.getByRole('textbox', { name: /Comment by Marcus Bell/ })).toBeFocused()
    await focusIsSeen(page)
    await page.keyboard.type('Four seconds of quiet, then the first hand.')
    await page.keyboard.press('Alt+3')
    await page.keyboard.press('Alt+Shift+2')
    await page.keyboard.press('Control+Enter')
    const first = page.getByRole('article').filter({ hasText: 'Four seconds of quiet' })
    await expect(first.getByRole('img', { name: /^level 2/ })).toBeVisible()

    // 6: a comment on a range.
    await page.keyboard.press('i')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('o')
    await page.keyboard.press('c')
    await page.keyboard.type('They compare their answers.')
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(() => app.run('comments', lesson))
      .toMatchObject([{ atMs: 5_000 }, { atMs: 5_000, toMs: 10_000 }])
    await page.keyboard.press('Escape')

    // 7: somebody else comes, speaks, and answers.
    await tabTo(page, /^Who is here/)
    await page.keyboard.press('Enter')
    await tabTo(page, /^Someone else is here/, 12)
    await page.keyboard.type('Ana Reyes')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Who is here:.*Ana Reyes/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('textbox', { name: /Comment by Ana Reyes/ })).toBeFocused()
    await page.keyboard.press('Escape')

    // 8: from mark to mark, and an answer to what is said there.
    await page.keyboard.press('b')
    await expect(first).toHaveAttribute('data-selected', 'true')
    await page.keyboard.press('Shift+R')
    await expect(first.getByRole('textbox', { name: 'Reply' })).toBeFocused()
    await focusIsSeen(page)
    await page.keyboard.type('It felt longer.')
    await page.keyboard.press('Control+Enter')
    await expect(first.getByText('It felt longer.')).toBeVisible()
    await page.keyboard.press('Escape')

    // 9: taken back, and done again.
    await page.keyboard.press('Control+z')
    await expect(first.getByText('It felt longer.')).toHaveCount(0)
    await page.keyboard.press('Control+Shift+z')
    await expect(first.getByText('It felt longer.')).toBeVisible()

    // 10: words are looked for in the lesson.
    await page.keyboard.press('/')
    await expect(page.getByRole('textbox', { name: 'Search this lesson' })).toBeFocused()
    await focusIsSeen(page)
    await page.keyboard.type('compare')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('article').filter({ hasText: 'They compare' })).toHaveAttribute(
      'data-selected',
      'true',
    )
    // Escape clears the words, then closes the search.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('search')).toHaveCount(0)

    // 11: a clip of the range, and its export.
    await page.keyboard.press('i')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('o')
    await page.keyboard.press('e')
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused()
    await focusIsSeen(page)
    await page.keyboard.press('Enter')
    await expect.poll(() => (app.run('clips') as unknown[]).length).toBe(1)

    // 12: any act is found; what is typed before the palette is there is not lost.
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('go to the library')
    const palette = page.getByRole('dialog', { name: 'Find any act or lesson' })
    await expect(palette.getByRole('textbox')).toHaveValue('go to the library')
    await expect(palette.getByRole('textbox')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible()
  })
})
